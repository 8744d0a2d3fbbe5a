import type { ThemeConfig } from 'antd'

export const fontFamily =
  '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",system-ui,"Segoe UI",Roboto,sans-serif'

/** The same colours as app.css; charts take theirs from here. */
export const colours = {
  accent: '#17507d',
  ink: '#1c2733',
  muted: '#55626f',
  line: '#dfe5eb',
  paid: '#945600',
  place: '#6b8fb0',
  done: '#17507d',
  red: '#b3261e',
  yellow: '#8a5a00',
} as const

export const theme: ThemeConfig = {
  cssVar: { key: 'zhuji' },
  token: {
    fontFamily,
    colorPrimary: colours.accent,
    colorLink: colours.accent,
    colorText: colours.ink,
    colorTextSecondary: colours.muted,
    colorTextDescription: colours.muted,
    colorTextPlaceholder: '#66727e',
    colorError: colours.red,
    colorWarning: '#b26a00',
    colorBorder: '#b9c3cd',
    borderRadius: 4,
    fontSize: 14,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
    wireframe: false,
  },
}
