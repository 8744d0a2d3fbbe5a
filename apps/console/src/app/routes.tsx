import { createBrowserRouter, Navigate, Outlet, type RouteObject, useLocation } from 'react-router'
import { SessionGate } from '../session/session.js'
import { SignedInPage } from '../session/signed-in-page.js'
import { LiveUpdates } from './live.js'
import { BrokenPage, NotFoundPage } from './broken-page.js'
import { Shell } from './shell.js'
import { Waiting } from './states.js'

function Inside() {
  return (
    <SessionGate>
      <LiveUpdates>
        <Outlet />
      </LiveUpdates>
    </SessionGate>
  )
}

/** With the days and filters of the address that was sent on. */
function ToOverview() {
  return <Navigate to={{ pathname: '/overview', search: useLocation().search }} replace />
}

/** Each page is loaded when it is first opened. */
const pages: RouteObject[] = [
  { index: true, element: <ToOverview /> },
  { path: 'overview', lazy: async () => ({ Component: (await import('../overview/overview-page.js')).OverviewPage }) },
  { path: 'projects', lazy: async () => ({ Component: (await import('../projects/projects-page.js')).ProjectsPage }) },
  {
    path: 'projects/:projectId',
    lazy: async () => ({ Component: (await import('../project/project-page.js')).ProjectPage }),
  },
  {
    path: 'projects/:projectId/report',
    lazy: async () => ({ Component: (await import('../forms/report-page.js')).ReportPage }),
  },
  {
    path: 'projects/:projectId/milestone',
    lazy: async () => ({ Component: (await import('../forms/milestone-page.js')).MilestonePage }),
  },
  {
    path: 'projects/:projectId/plan',
    lazy: async () => ({ Component: (await import('../plan/plan-page.js')).PlanPage }),
  },
  {
    path: 'projects/:projectId/entry',
    lazy: async () => ({ Component: (await import('../forms/entry-page.js')).EntryPage }),
  },
  {
    path: 'working-days',
    lazy: async () => ({ Component: (await import('../calendar/working-days-page.js')).WorkingDaysPage }),
  },
  { path: 'figures', lazy: async () => ({ Component: (await import('../figures/figures-page.js')).FiguresPage }) },
  {
    path: 'programmes',
    lazy: async () => ({ Component: (await import('../programmes/programmes-page.js')).ProgrammesPage }),
  },
  {
    path: 'programmes/new',
    lazy: async () => ({ Component: (await import('../programmes/programme-form-page.js')).IssueProgrammePage }),
  },
  {
    path: 'programmes/:programmeId/revise',
    lazy: async () => ({ Component: (await import('../programmes/programme-form-page.js')).ReviseProgrammePage }),
  },
  {
    path: 'programmes/:programmeId',
    lazy: async () => ({ Component: (await import('../programmes/programme-page.js')).ProgrammePage }),
  },
  {
    path: 'reporting',
    lazy: async () => ({ Component: (await import('../reporting/reporting-page.js')).ReportingPage }),
  },
  { path: 'alerts', lazy: async () => ({ Component: (await import('../alerts/alerts-page.js')).AlertsPage }) },
  {
    path: 'alerts/subscriptions',
    lazy: async () => ({ Component: (await import('../alerts/subscriptions-page.js')).SubscriptionsPage }),
  },
  {
    path: 'projects/:projectId/course',
    lazy: async () => ({ Component: (await import('../course/course-page.js')).CoursePage }),
  },
  {
    path: 'projects/:projectId/unbundling',
    lazy: async () => ({ Component: (await import('../unbundling/unbundling-page.js')).UnbundlingPage }),
  },
  {
    path: 'projects/:projectId/transfer',
    lazy: async () => ({ Component: (await import('../money/transfer-page.js')).TransferPage }),
  },
  {
    path: 'projects/:projectId/ledger',
    lazy: async () => ({ Component: (await import('../money/ledger-page.js')).LedgerPage }),
  },
  {
    path: 'projects/:projectId/disbursement-plan',
    lazy: async () => ({ Component: (await import('../money/plan-disbursement-page.js')).PlanDisbursementPage }),
  },
  { path: 'money', lazy: async () => ({ Component: (await import('../money/money-page.js')).MoneyPage }) },
  {
    path: 'agreements',
    lazy: async () => ({ Component: (await import('../money/agreements-page.js')).AgreementsPage }),
  },
  {
    path: 'agreements/new',
    lazy: async () => ({ Component: (await import('../money/sign-agreement-page.js')).SignAgreementPage }),
  },
  {
    path: 'agreements/:agreementId',
    lazy: async () => ({ Component: (await import('../money/agreement-page.js')).AgreementPage }),
  },
  {
    path: 'agreements/:agreementId/change',
    lazy: async () => ({ Component: (await import('../money/change-agreement-page.js')).ChangeAgreementPage }),
  },
  {
    path: 'agreements/:agreementId/payments/:paymentId/reversal',
    lazy: async () => ({ Component: (await import('../money/reverse-payment-page.js')).ReversePaymentPage }),
  },
  { path: 'closings', lazy: async () => ({ Component: (await import('../closings/closings-page.js')).ClosingsPage }) },
  {
    path: 'closings/:month',
    lazy: async () => ({ Component: (await import('../closings/month-page.js')).MonthPage }),
  },
  {
    path: 'bulletins/new',
    lazy: async () => ({ Component: (await import('../closings/bulletin-page.js')).BulletinPage }),
  },
  {
    path: 'bulletins/:bulletinId/definition',
    lazy: async () => ({ Component: (await import('../closings/bulletin-page.js')).BulletinPage }),
  },
  {
    path: 'bulletins/:bulletinId/issue',
    lazy: async () => ({ Component: (await import('../closings/issue-form.js')).IssueFormPage }),
  },
  {
    path: 'bulletins/:bulletinId/:number',
    lazy: async () => ({ Component: (await import('../closings/issue-page.js')).IssuePage }),
  },
  { path: '*', element: <NotFoundPage /> },
]

export const router = createBrowserRouter([
  { path: '/signed-in', element: <SignedInPage />, errorElement: <BrokenPage /> },
  {
    element: <Inside />,
    errorElement: <BrokenPage />,
    hydrateFallbackElement: <Waiting />,
    children: [
      { path: 'wall', lazy: async () => ({ Component: (await import('../wall/wall-page.js')).WallPage }) },
      { element: <Shell />, children: [{ errorElement: <BrokenPage />, children: pages }] },
    ],
  },
])
