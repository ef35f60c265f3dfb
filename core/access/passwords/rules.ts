import type { AccessPolicy, CharacterClass } from '../policy.ts'

const CLASSES: Readonly<Record<CharacterClass, { pattern: RegExp; text: string }>> = {
  upper: { pattern: /\p{Lu}/u, text: 'uma letra maiúscula' },
  lower: { pattern: /\p{Ll}/u, text: 'uma letra minúscula' },
  digit: { pattern: /\d/, text: 'um algarismo' },
  symbol: { pattern: /[^\p{L}\d\s]/u, text: 'um símbolo, como - ! @ #' },
}
const LONGEST = 200

type Rules = Pick<AccessPolicy, 'minLength' | 'classes'>

/** What a new password needs, as the page that asks for it says. */
export function passwordRules({ minLength, classes }: Rules): string[] {
  return [
    `ter pelo menos ${minLength} caracteres`,
    ...classes.map((one) => `ter ${CLASSES[one].text}`),
  ]
}

/** The rules that a password breaks, each in words: nothing when it serves. */
export function brokenRules(password: string, rules: Rules, login: string): string[] {
  const broken: string[] = []
  if ([...password].length < rules.minLength) {
    broken.push(`ter pelo menos ${rules.minLength} caracteres`)
  }
  if (password.length > LONGEST) broken.push(`ter no máximo ${LONGEST} caracteres`)
  for (const one of rules.classes) {
    if (!CLASSES[one].pattern.test(password)) broken.push(`ter ${CLASSES[one].text}`)
  }
  const name = login.split('@')[0]!.toLowerCase()
  if (name.length > 2 && password.toLowerCase().includes(name)) {
    broken.push('não conter o nome de usuário')
  }
  return broken
}
