import type { AttemptOutcome } from '../sign_in/types.ts'

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** `Chrome no Windows` of what a browser says of itself. */
export function deviceWords(userAgent: string | null): string {
  if (!userAgent) return 'Não informado'
  const named = (list: typeof BROWSERS) => list.find(([pattern]) => pattern.test(userAgent))?.[1]
  const [browser, system] = [named(BROWSERS), named(SYSTEMS)]
  if (!browser) return userAgent.slice(0, 40)
  return system ? `${browser} no ${system}` : browser
}

/** What became of an attempt to enter, in words and colour. */
export const OUTCOMES: Readonly<Record<AttemptOutcome, { tone: string; text: string }>> = {
  entered: { tone: 'good', text: 'Entrou' },
  wrong_password: { tone: 'bad', text: 'Senha errada' },
  wrong_code: { tone: 'bad', text: 'Código errado' },
  unknown_login: { tone: 'attention', text: 'Usuário não existe' },
  inactive: { tone: 'attention', text: 'Usuário inativo' },
  blocked: { tone: 'bad', text: 'Recusado: bloqueado' },
  unreachable: { tone: 'neutral', text: 'Conferência fora do ar' },
}

/** What proved who a person is. */
export const sourceWords = (source: string): string =>
  ({ local: 'Senha', ldap: 'Rede da empresa', oidc: 'Login único' })[source] ?? source

export const EXCEPTION_STATES = {
  requested: { tone: 'attention', text: 'Aguarda decisão' },
  approved: { tone: 'good', text: 'Aprovada' },
  refused: { tone: 'neutral', text: 'Recusada' },
  revoked: { tone: 'neutral', text: 'Revogada' },
} as const

/** What became of a request for a profile. */
export const REQUEST_STATES = {
  requested: EXCEPTION_STATES.requested,
  approved: { tone: 'good', text: 'Aprovado' },
  refused: { tone: 'neutral', text: 'Recusado' },
} as const
