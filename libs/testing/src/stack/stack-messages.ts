import type { MessageCatalogue } from '@zhuji/platform'

/** What `npm run stack` and `npm run kafka` have to say to the person at the terminal. */
export const stackMessages: MessageCatalogue = {
  'kafka-not-here': {
    zh: '无法在本机运行 Kafka（{reason}）。请安装 JDK 17 以上和 Maven；不用 Kafka 的系统由 npm start 启动。',
    en: 'Kafka cannot run on this machine ({reason}). Install a JDK (17 or later) and Maven; npm start needs neither.',
  },
  'kafka-nodes-changed': {
    zh: '数据目录 {directory} 属于 {known} 个节点的集群。请用 --nodes {known} 启动，或另设 DATA_DIRECTORY。',
    en: 'The data directory {directory} is of a cluster of {known} nodes. Start with --nodes {known}, or set DATA_DIRECTORY.',
  },
  'process-ended': {
    zh: '{process} 已意外退出（{ending}），其余继续运行；{seconds} 秒后重新启动它。日志：{logFile}',
    en: '{process} has ended unasked ({ending}); the others keep running. It starts again in {seconds} s. Its log: {logFile}',
  },
  'process-back': { zh: '{process} 已恢复运行。', en: '{process} is running again.' },
  'sample-failed': {
    zh: '示例数据未能全部写入；重新启动时将继续。',
    en: 'The sample could not be filled in completely; the next start goes on with it.',
  },
  stopping: { zh: '正在停止……', en: 'Stopping …' },
}
