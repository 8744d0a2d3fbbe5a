/** Our own environment, with messages in English, because the start reads what the server says. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C' }
}
