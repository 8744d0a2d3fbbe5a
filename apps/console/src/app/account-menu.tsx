import { Popover } from 'antd'
import { useWords } from '../i18n/index.js'
import { useSession } from '../session/session.js'
import { signOut } from '../session/user-manager.js'

const roles: Readonly<Record<string, { zh: string; en: string }>> = {
  'project-office': { zh: '项目办', en: 'Project office' },
  finance: { zh: '财务', en: 'Finance' },
  supervisor: { zh: '督查', en: 'Supervisor' },
  administrator: { zh: '管理员', en: 'Administrator' },
  auditor: { zh: '审计', en: 'Auditor' },
}

export function AccountMenu() {
  const { t, say } = useWords()
  const { name, role, unit } = useSession()
  const roleWord = roles[role] ? say(roles[role]) : role
  const content = (
    <div className="account">
      <strong>{name}</strong>
      <p className="muted">
        {roleWord}
        {unit && ` · ${unit.name}`}
      </p>
      <button type="button" className="quiet strong" onClick={() => void signOut()}>
        {t('session.signOut')}
      </button>
    </div>
  )
  return (
    <Popover content={content} trigger="click" placement="bottomRight">
      <button type="button" className="quiet account-name" title={t('session.account')}>
        {name} <span className="account-role">{roleWord}</span>
      </button>
    </Popover>
  )
}
