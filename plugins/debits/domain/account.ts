/** Agency and account as banks write them in their files: capitals and digits. */
export const plainAccount = (text: string): string => text.replace(/[\s.\-/]/g, '').toUpperCase()

export const isAgency = (text: string): boolean => /^[0-9A-Z]{1,4}$/.test(text)
export const isAccount = (text: string): boolean => /^[0-9A-Z]{1,14}$/.test(text)

/** `ag. 1234, conta ••••789`: enough for the owner to know it, not for others to use it. */
export function maskedAccount(agency: string, account: string): string {
  const shown = account.slice(-3)
  return `ag. ${agency}, conta ${'•'.repeat(Math.max(0, Math.min(4, account.length - shown.length)))}${shown}`
}
