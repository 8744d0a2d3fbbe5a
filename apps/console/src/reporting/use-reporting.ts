import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Query } from '../api/hooks.js'
import { read } from '../api/http.js'
import type { ProjectReporting, ReportingList } from './reporting-types.js'

export const useReportingList = (query: Query, enabled = true) =>
  useInfiniteQuery({
    queryKey: ['projects', 'reporting', query],
    queryFn: ({ signal, pageParam }) =>
      read<ReportingList>('/milestones/reporting', { query: { ...query, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled,
  })

export const useProjectReporting = (projectId: string, query: Query) =>
  useQuery({
    queryKey: ['construction', projectId, 'reporting', query],
    queryFn: ({ signal }) => read<ProjectReporting>(`/milestones/projects/${projectId}/reporting`, { query, signal }),
  })
