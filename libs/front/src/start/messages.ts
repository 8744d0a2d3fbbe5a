import type { MessageCatalogue } from '@zhuji/platform'

/** Why a start on the embedded defaults did not succeed, for the person at the terminal. */
export const startMessages: MessageCatalogue = {
  'port-in-use': {
    zh: '端口 {port} 已被占用。请换一个端口启动：{remedy}',
    en: 'Port {port} on {host} is in use. Start with another one: {remedy}',
  },
  'embedded-postgres-directory-in-use': {
    zh: '数据目录 {directory} 正被进程 {ownerPid} 使用。请先停止它，或另设 DATA_DIRECTORY。',
    en: 'The data directory {directory} is in use by process {ownerPid}. Stop it, or set DATA_DIRECTORY to another place.',
  },
  'embedded-postgres-other-major': {
    zh: '数据目录 {directory} 属于另一主版本的 PostgreSQL。',
    en: 'The data directory {directory} belongs to another major version of PostgreSQL.',
  },
  'embedded-postgres-directory-holds-other-files': {
    zh: '数据目录 {directory} 里有别的文件，不是本系统建立的。',
    en: 'The data directory {directory} holds files that are not ours.',
  },
  'embedded-postgres-directory-closed': {
    zh: 'PostgreSQL 以用户 {user} 运行，无法经过 {directory} 到达 {path}。请执行：{remedy}',
    en: 'PostgreSQL runs as user {user}, who cannot pass {directory} on the way to {path}. Run: {remedy}',
  },
  'embedded-postgres-directory-not-ours': {
    zh: '目录 {directory} 不是本用户独有的。请删除它再启动。',
    en: 'The directory {directory} is not this user’s alone. Remove it and start again.',
  },
}
