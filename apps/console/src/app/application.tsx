import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App, ConfigProvider } from 'antd'
import zhLocale from 'antd/locale/zh_CN'
import { RouterProvider } from 'react-router'
import { Problem } from '../api/problem.js'
import { useWords } from '../i18n/index.js'
import { router } from './routes.js'
import { theme } from './theme.js'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      // What the server decided does not change by asking again; a lost answer may.
      retry: (failures, error) => failures < 2 && !(error instanceof Problem && error.status < 500),
    },
    mutations: { retry: false },
  },
})

export function Application() {
  const { language } = useWords()
  return (
    <ConfigProvider theme={theme} locale={language === 'en' ? undefined : zhLocale} button={{ autoInsertSpace: false }}>
      <App notification={{ placement: 'bottomRight', maxCount: 3 }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </App>
    </ConfigProvider>
  )
}
