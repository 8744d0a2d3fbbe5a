import { randomUUID } from 'node:crypto'

let turn = 0

/** The next inspection, spread over the projects: a command whose text and figures are of the size that users send. */
export function inspection(projectIds: readonly string[], token: string) {
  turn += 1
  return {
    path: `/api/v1/milestones/projects/${projectIds[(turn * 7_919) % projectIds.length]!}/inspections`,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({
      occurredOn: '2026-06-10',
      finding: '与填报一致，现场三十二人，主体结构施工至四层。',
      physicalPercent: 30 + (turn % 50),
      text: '核查组现场查看了主体结构、脚手架和材料堆场，未发现安全隐患。',
    }),
  }
}
