export const name='milestones'
