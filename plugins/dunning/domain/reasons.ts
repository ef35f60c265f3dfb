/** Why who owes receives no notice, by code. */
export const NO_NOTICE = {
  blocked: 'Imóvel bloqueado para notificações',
  pending: 'Já tem notificação pendente',
  held: 'Débitos em processo',
  arranged: 'Débitos em acordo',
  nothing: 'Nenhum débito que conte',
  former_holder: 'Débito de quem não é mais titular',
  few_debts: 'Menos faturas em atraso que o mínimo',
  small_debt: 'Débito menor que o mínimo',
  no_water: 'Só faturas sem água',
  no_connection: 'Imóvel sem ligação de água',
  already_cut: 'Água já cortada',
  other: 'Regra do prestador',
} as const

export type NoNotice = keyof typeof NO_NOTICE
