/** What a movement of a return means to us; `other` is kept and changes nothing. */
export type BoletoNews =
  'registered' | 'rejected' | 'paid' | 'written_off' | 'changed' | 'instruction_rejected' | 'other'

interface Movement {
  readonly title: string
  readonly news: BoletoNews
}

/** Field 16 of the segments T and U (FEBRABAN, CNAB 240 v10.6, note C044). */
export const RETURN_MOVEMENTS: Readonly<Record<string, Movement>> = {
  '02': { title: 'Entrada confirmada', news: 'registered' },
  '03': { title: 'Entrada rejeitada', news: 'rejected' },
  '06': { title: 'Liquidação', news: 'paid' },
  '09': { title: 'Baixa', news: 'written_off' },
  '14': { title: 'Vencimento alterado', news: 'changed' },
  '17': { title: 'Liquidação após baixa', news: 'paid' },
  '19': { title: 'Instrução de protesto confirmada', news: 'other' },
  '20': { title: 'Sustação de protesto confirmada', news: 'other' },
  '23': { title: 'Remetido a cartório', news: 'other' },
  '24': { title: 'Retirado de cartório', news: 'other' },
  '25': { title: 'Protestado e baixado', news: 'written_off' },
  '26': { title: 'Instrução rejeitada', news: 'instruction_rejected' },
  '27': { title: 'Alteração confirmada', news: 'changed' },
  '28': { title: 'Débito de tarifas', news: 'other' },
  '30': { title: 'Alteração rejeitada', news: 'instruction_rejected' },
  '61': { title: 'Alteração de valor confirmada', news: 'changed' },
}

export const movementOf = (code: string): BoletoNews => RETURN_MOVEMENTS[code]?.news ?? 'other'

/** The movement as people read it. */
export const movementTitle = (code: string): string =>
  RETURN_MOVEMENTS[code]?.title ?? `Ocorrência ${code}`

/** Reasons of rejection that most banks share (note C047); others are told by their code. */
const REASONS: Readonly<Record<string, string>> = {
  '01': 'código do banco inválido',
  '05': 'código de movimento inválido',
  '07': 'agência ou conta inválida',
  '08': 'nosso número inválido',
  '09': 'nosso número já registrado',
  '16': 'data de vencimento inválida',
  '20': 'valor inválido',
  '44': 'agência do beneficiário não prevista',
  '45': 'nome do pagador não informado',
  '46': 'CPF ou CNPJ do pagador inválido',
  '47': 'endereço do pagador não informado',
  '48': 'CEP inválido',
  '60': 'título não cadastrado',
  '63': 'entrada para título já cadastrado',
}

/** The reasons of a return, two characters each. */
export const reasonsText = (codes: string): string =>
  (codes.match(/.{2}/g) ?? [])
    .filter((code) => code.trim() !== '' && code !== '00')
    .map((code) => REASONS[code] ?? `motivo ${code}`)
    .join('; ')
