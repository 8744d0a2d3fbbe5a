import type { MessageCatalogue } from '@zhuji/platform'

/** What checks find, and why a command was not carried out. */
export const operationsMessages: MessageCatalogue = {
  'event-missing': {
    zh: '{service} 的流 {streamId} 缺少第 {streamVersion} 版事件：该行已不在日志中。',
    en: 'The log of {service} has no version {streamVersion} of stream {streamId}: the row is gone.',
  },
  'event-altered': {
    zh: '{service} 日志第 {position} 行被改动：流 {streamId} 第 {streamVersion} 版，事件 {eventId}；字段 {field}，原为 {was}。',
    en: 'Row {position} of the log of {service} was changed: stream {streamId}, version {streamVersion}, event {eventId}; field {field}, it was {was}.',
  },
  'stream-head-differs': {
    zh: '{service} 的流 {streamId} 记有 {kept} 个事件，日志中有 {found} 个，或末尾的哈希不同。',
    en: 'Stream {streamId} of {service} says it has {kept} events, the log has {found}, or their last hash differs.',
  },
  'checkpoint-forged': {
    zh: '{service} 的第 {number} 号封存点不可信：{field} 不符。',
    en: 'Checkpoint {number} of {service} is not what was made: {field} does not hold.',
  },
  'row-rewritten': {
    zh: '{service} 的流 {streamId} 自第 {streamVersion} 版起被改写（哈希已重算）：日志第 {position} 行，事件 {eventId}；字段 {field}，原为 {was}。',
    en: 'Stream {streamId} of {service} was rewritten with fresh hashes from version {streamVersion} on: row {position}, event {eventId}; field {field}, it was {was}.',
  },
  'row-slipped-in': {
    zh: '{service} 日志第 {position} 行是封存之后插入的：流 {streamId} 第 {streamVersion} 版，事件 {eventId}。',
    en: 'Row {position} of the log of {service} was slipped in after it was sealed: stream {streamId}, version {streamVersion}, event {eventId}.',
  },
  'row-moved': {
    zh: '{service} 日志第 {position} 行不在封存时的位置：流 {streamId} 第 {streamVersion} 版，事件 {eventId}。',
    en: 'Row {position} of the log of {service} is not where it was sealed: stream {streamId}, version {streamVersion}, event {eventId}.',
  },
  'rows-reordered': {
    zh: '{service} 日志第 {from} 至 {to} 行（第 {number} 号封存点）次序被改动。',
    en: 'Rows {from} to {to} of the log of {service} (checkpoint {number}) are in another order than when they were sealed.',
  },
  'stream-deleted': {
    zh: '{service} 的流 {streamId} 已被整体删除，封存时到第 {lastVersion} 版。',
    en: 'Stream {streamId} of {service} was deleted; it was sealed up to version {lastVersion}.',
  },
  'stream-cut': {
    zh: '{service} 的流 {streamId} 被截短：封存到第 {sealedVersion} 版，现只到第 {foundVersion} 版。',
    en: 'Stream {streamId} of {service} was cut: sealed up to version {sealedVersion}, it ends at {foundVersion}.',
  },
  'checkpoint-key-foreign': {
    zh: '{service} 的第 {number} 号封存点由另一把密钥（{key}）签名。',
    en: 'Checkpoint {number} of {service} is signed with another key ({key}) than the one of this installation.',
  },
  'checkpoint-key-unconfirmed': {
    zh: '{service} 的封存点由密钥 {key} 签名；未告知应为哪一把（CHECKPOINT_PUBLIC_KEY），请核对。',
    en: 'The checkpoints of {service} are signed with key {key}; nobody said which it should be (CHECKPOINT_PUBLIC_KEY).',
  },
  'checkpoint-unsigned': {
    zh: '{service} 的第 {number} 号封存点没有签名：服务未设 CHECKPOINT_KEY。',
    en: 'Checkpoint {number} of {service} has no signature: the service has no CHECKPOINT_KEY.',
  },
  'log-unsealed': {
    zh: '{service} 有 {count} 个一小时前的事件尚未封存。',
    en: '{count} events of {service} are older than an hour and under no checkpoint.',
  },
  'bulletin-differs': {
    zh: '通报 {bulletinId} 第 {number} 期（{month}）重算结果与发布原文不一致，首处：{path}。',
    en: 'Issue {number} of bulletin {bulletinId} ({month}) does not come out as it was published, first at {path}.',
  },
  'receipt-without-event': {
    zh: '{service} 以回执 {key}（{scope}）确认过的事件 {eventId} 不在日志中。',
    en: 'Event {eventId}, which {service} confirmed by the receipt {key} ({scope}), is not in its log.',
  },
  'receipt-differs': {
    zh: '{service} 的回执 {key}（{scope}）与事件 {eventId} 不一致：字段 {field}。',
    en: 'The receipt {key} ({scope}) of {service} differs from event {eventId} in {field}.',
  },
  'ledger-state-differs': {
    zh: '项目 {projectId} 的{entry}：台账分录合计 {ledgerFen}，账面余额 {stateFen}。',
    en: '{entry} of project {projectId}: the entries add up to {ledgerFen}, the balance kept is {stateFen}.',
  },
  'note-differs': {
    zh: '{service} 的流 {streamId} 的备查项 {name}：现存 {kept}，由日志重算 {fresh}。',
    en: 'Note {name} of stream {streamId} of {service} is {kept}; folded anew from the log it is {fresh}.',
  },
  'card-differs': {
    zh: '项目 {projectId} 的 {column}：台账分录合计 {ledgerFen}，看板显示 {cardFen}。',
    en: '{column} of project {projectId}: the entries add up to {ledgerFen}, the dashboards show {cardFen}.',
  },
  'kept-sum-differs': {
    zh: '{column}：各项目合计 {cardsFen}，总览显示 {cellsFen}。',
    en: '{column}: the projects add up to {cardsFen}, the overview shows {cellsFen}.',
  },
  'trial-balance-differs': {
    zh: '项目 {projectId} 的试算平衡表借贷不平，差额 {differenceFen}。',
    en: 'The trial balance of project {projectId} is not zero: debit and credit differ by {differenceFen}.',
  },
  'account-differs': {
    zh: '项目 {projectId} 的科目 {account}：由日志算得 {ledgerFen}，余额汇总为 {shownFen}。',
    en: 'Account {account} of project {projectId}: the log gives {ledgerFen}, the balances shown {shownFen}.',
  },
  'transfer-one-sided': {
    zh: '调剂 {documentNumber}（{fromProjectId} → {toProjectId}）只有一端：在途 {transitFen}。',
    en: 'Transfer {documentNumber} from {fromProjectId} to {toProjectId} has one end only: {transitFen} is in transit.',
  },
  'share-without-entry': {
    zh: '协议 {agreementId} 的支付 {documentNumber} 给项目 {projectId} 的份额 {amountFen} 不在其台账中（分录 {entryId}）。',
    en: 'Payment {documentNumber} of agreement {agreementId} gives project {projectId} a share of {amountFen}, and its ledger has no entry {entryId} of it.',
  },
  'entry-without-share': {
    zh: '项目 {projectId} 的分录 {entryId}（{documentNumber}，{amountFen}）称是协议 {agreementId} 一笔支付的份额，协议中没有。',
    en: 'Entry {entryId} of project {projectId} ({documentNumber}, {amountFen}) claims to be a share of a payment that agreement {agreementId} does not have.',
  },
  'share-differs-from-entry': {
    zh: '协议 {agreementId} 的支付 {documentNumber} 与项目 {projectId} 的分录 {entryId} 不一致：{field} 在协议中为 {shareValue}，在台账中为 {entryValue}。',
    en: 'Payment {documentNumber} of agreement {agreementId} and entry {entryId} of project {projectId} differ: {field} is {shareValue} in the agreement, {entryValue} in the ledger.',
  },
  'payment-differs-from-entries': {
    zh: '协议 {agreementId} 的支付 {documentNumber} 为 {paidFen}，各项目台账中的份额合计 {entriesFen}。',
    en: 'Payment {documentNumber} of agreement {agreementId} is {paidFen}; the entries of its shares add up to {entriesFen}.',
  },
  'position-beyond-log': {
    zh: '{reader} 在 {source} 日志中的位置 {readPosition} 超过末尾 {headPosition}：日志被截短或换过。',
    en: '{reader} stands at {readPosition} in the log of {source}, which ends at {headPosition}: the log was cut or replaced.',
  },
  'version-beyond-log': {
    zh: '{reader} 已接收 {source} 流 {streamId} 到第 {readVersion} 版，而日志只到第 {headVersion} 版。',
    en: '{reader} has taken in version {readVersion} of stream {streamId} of {source}, which ends at {headVersion}.',
  },
  'event-parked': {
    zh: '{group} 的 {source} 流 {streamId} 第 {streamVersion} 版已等待前一事件 {seconds} 秒。',
    en: '{group} has kept version {streamVersion} of stream {streamId} of {source} for {seconds} s, waiting for the one before.',
  },
  'dead-letter-open': {
    zh: '{service} 的死信 {deadLetter}（{group}，{type}，原因 {cause}）尚未生效：npm run dlq -- show {service}/{deadLetter}',
    en: 'Dead letter {deadLetter} of {service} ({group}, {type}, cause {cause}) is not in effect: npm run dlq -- show {service}/{deadLetter}',
  },
  'event-not-taken-in': {
    zh: '{group} 重建时也不能接收 {source} 的事件 {eventId}（{type}）：{cause}',
    en: '{group} cannot take in event {eventId} ({type}) of {source} when it is built anew either: {cause}',
  },
  'read-model-differs': {
    zh: '{group} 的 {table} 行 {row} 与由日志重建的不同（[现有, 重建]）：{values}',
    en: 'Row {row} of {table} ({group}) differs from one built anew from the logs ([live, fresh]): {values}',
  },
  'shadow-in-use': {
    zh: '另一个进程正在建立 {schema}，请等它结束。',
    en: 'Another process is building {schema}; wait until it has ended.',
  },
  'no-such-projection': {
    zh: '没有读模型 {group}。npm run rebuild -- --list 列出全部。',
    en: 'There is no read model {group}. npm run rebuild -- --list shows all.',
  },
  'other-bus': {
    zh: '{group} 一直由 {history} 总线供数，而 BUS 设为 {bus}。请按安装的实际情况设 BUS。',
    en: '{group} has been fed by the bus {history}, but BUS is {bus}. Set BUS as it is where the services run.',
  },
  'log-behind-read-model': {
    zh: '{group} 已接收的 {source} 流 {streamId} 超过日志末尾，未切换。请先运行 npm run verify。',
    en: '{group} has taken in more of stream {streamId} of {source} than the log holds; nothing was switched. Run npm run verify first.',
  },
  'no-such-dead-letter': {
    zh: '没有死信 {id}。npm run dlq -- list 列出现有的。',
    en: 'There is no dead letter {id}. npm run dlq -- list shows what there is.',
  },
  'no-dead-letters': { zh: '没有未处理的死信。', en: 'There are no open dead letters.' },
  'taken-in': { zh: '{id}：已生效。', en: '{id}: in effect now.' },
  'would-try': { zh: '{id}：将重试。', en: '{id}: would be tried.' },
  'failed-again': {
    zh: '{id}：再次失败（{cause}），另记新的死信。',
    en: '{id}: failed again ({cause}); a new dead letter names this one.',
  },
  'held-back': {
    zh: '{id}：同一流中前一条未能生效，留待其后。',
    en: '{id}: waits, because one before it in its stream failed.',
  },
  overtaken: {
    zh: '{id}：同一流的后续事件已生效，此时补入会颠倒次序。请重建：npm run rebuild -- {group}（或加 --rebuild）。',
    en: '{id}: later events of its stream are in effect, it would come out of order. Rebuild: npm run rebuild -- {group} (or add --rebuild).',
  },
  'not-in-log': {
    zh: '{id}：任何日志都没有这个事件，不予接收。',
    en: '{id}: no log has this event, so it is not taken in.',
  },
  redriven: { zh: '{count} 条，其中 {done} 条已生效。', en: '{count} dead letters, {done} of them in effect now.' },
  rebuilding: { zh: '已接收 {events} 个事件，每秒 {rate} 个', en: '{events} events taken in, {rate} a second' },
  rebuilt: {
    zh: '{group}：由 {events} 个事件重建 {rows} 行，用时 {duration}（每秒 {rate} 个事件）；与原有的不同 {differences} 处；哈希 {hash}。',
    en: '{group}: {rows} rows built anew from {events} events in {duration} ({rate} events a second); {differences} differences from before; hash {hash}.',
  },
  switched: {
    zh: '已切换；接收暂停 {pausedMs} 毫秒，查询未中断。',
    en: 'Switched; taking in paused for {pausedMs} ms, questions did not.',
  },
  'not-switched': { zh: '只作比较，未切换。', en: 'Compared only, nothing was switched.' },
  removed: { zh: '已清除 {schema}。', en: 'Removed {schema}.' },
  'nothing-left-over': { zh: '没有遗留。', en: 'Nothing was left over.' },
  'no-installation': {
    zh: '{directory} 里没有数据库。请设 DATA_DIRECTORY，或 DATABASE_URL（或 REGISTRY_DATABASE_URL 等）。',
    en: 'There is no database in {directory}. Set DATA_DIRECTORY, or DATABASE_URL (or REGISTRY_DATABASE_URL and so on).',
  },
  verified: {
    zh: '{checks} 项检查，{faults} 处差错，{notices} 条提示，用时 {duration}。',
    en: '{checks} checks, {faults} faults, {notices} notices, {duration}.',
  },
  exported: {
    zh: '{service}：{events} 个事件，{checkpoints} 个封存点；SHA-256 {sha256}。',
    en: '{service}: {events} events, {checkpoints} checkpoints; SHA-256 {sha256}.',
  },
  'export-complete': {
    zh: '已写入 {directory}。核验：node {directory}/verify.mjs {directory}',
    en: 'Written to {directory}. Verify it with: node {directory}/verify.mjs {directory}',
  },
  'export-there': {
    zh: '{path} 已存在，未导出。请另选文件夹。',
    en: '{path} is there already; it was not exported anew. Choose another directory.',
  },
  'more-findings': { zh: '另有 {rest} 处未列出。', en: '{rest} more are not listed.' },
}
