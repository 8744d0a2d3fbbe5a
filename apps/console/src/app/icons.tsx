import type { ReactNode } from 'react'

function Icon({ children, filled }: { readonly children: ReactNode; readonly filled?: boolean }) {
  const look = filled ? { fill: 'currentColor' } : { fill: 'none', stroke: 'currentColor', strokeWidth: 1.8 }
  return (
    <svg viewBox="0 0 24 24" width="1em" height="1em" aria-hidden="true" className="icon" {...look}>
      {children}
    </svg>
  )
}

export const OverviewIcon = () => (
  <Icon>
    <path d="M4 20V10M10 20V4M16 20v-7M21 20H3" />
  </Icon>
)
export const ProjectsIcon = () => (
  <Icon>
    <path d="M4 6h16M4 12h16M4 18h10" />
  </Icon>
)
export const ReportingIcon = () => (
  <Icon>
    <path d="M5 4h14v17H5zM9 3h6v3H9zM8.5 13l2.5 2.5 4.5-5" />
  </Icon>
)
export const ProgrammesIcon = () => (
  <Icon>
    <path d="M4 4h16v16H4zM8 9l2 2 4-4M8 16h8" />
  </Icon>
)
export const ClosingsIcon = () => (
  <Icon>
    <path d="M6 3h9l3 3v15H6zM9 9h6M9 13h6M9 17h4" />
  </Icon>
)

export const FiguresIcon = () => (
  <Icon>
    <path d="M4 20C9 20 9 5 20 5M4 12h5M15 12h5" />
  </Icon>
)
export const AlertsIcon = () => (
  <Icon>
    <path d="M12 4 3 20h18zM12 10v4M12 17v.5" />
  </Icon>
)
export const MoneyIcon = () => (
  <Icon>
    <path d="m5 4 7 8 7-8M12 12v9M6 13h12M6 17h12" />
  </Icon>
)
export const WallIcon = () => (
  <Icon>
    <path d="M3 5h18v11H3zM9 20h6" />
  </Icon>
)
/** An octagon for red and a triangle for yellow: told apart without their colours. */
export const RedIcon = () => (
  <Icon filled>
    <path fillRule="evenodd" d="M8 2h8l6 6v8l-6 6H8l-6-6V8zm3 4v8h2V6zm0 10v2.2h2V16z" />
  </Icon>
)
export const YellowIcon = () => (
  <Icon filled>
    <path fillRule="evenodd" d="M12 2 1 21h22zm-1 7v6h2V9zm0 7.5v2h2v-2z" />
  </Icon>
)
export const WhyIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6.5" />
    <path d="m16 16 5 5" />
  </Icon>
)
export const CameraIcon = () => (
  <Icon>
    <path d="M3 8h4l2-3h6l2 3h4v11H3z" />
    <circle cx="12" cy="13" r="3.6" />
  </Icon>
)
