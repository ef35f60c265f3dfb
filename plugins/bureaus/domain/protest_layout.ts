import { NO_REASONS, from, literal, presented } from './layout_fields.ts'
import type { AnswerCode, Fate, Layout } from './layout.ts'

const NUMBER = [597, 600] as const

/** Blank until the office tells it. */
const returned = (...field: Parameters<typeof from>) => ({
  ...from(...field),
  empty: 'blank' as const,
})

const occurrence = (code: string, fate: Fate, title: string): AnswerCode => ({ code, title, fate })

/**
 * Remittance of titles to the notaries through the state's clearing house (CRA), 600 positions, layout 4.3
 * (`facts/negativation.md` §4). Withdrawals before the protest and cancellations after it have files of
 * their own (`removal_layouts.ts`), by the office and protocol that the return told.
 */
export const PROTEST_LAYOUT: Layout = {
  title: 'CRA, remessa de títulos, 600 posições, 4.3',
  width: 600,
  file_name: 'B{presenter}{day}{month}.{year}{digit}',
  mark_length: 1,
  operations: { inclusion: 'I', update: '', exclusion: '' },
  removals: { cancellation: 'protest-withdrawal', exclusion: 'protest-cancellation' },
  reasons: NO_REASONS,
  header: [
    literal('tipo', [1, 1], '0'),
    ...presented(44),
    literal('remetente', [53, 55], 'BFO'),
    literal('destinatário', [56, 58], 'SDT'),
    literal('transação', [59, 61], 'TPR'),
    from('sequência', [62, 67], 'number', 'file.sequence'),
    from('registros', [68, 71], 'number', 'file.debts'),
    from('títulos', [72, 75], 'number', 'file.debts'),
    from('indicações', [76, 79], 'number', 'file.debts'),
    literal('originais', [80, 83], '0000'),
    from('agência', [84, 89], 'digits', 'bureau.agency'),
    literal('versão', [90, 92], '043'),
    from('município', [93, 99], 'digits', 'utility.ibge'),
    from('linha', NUMBER, 'number', 'line.number'),
  ],
  debtor: [],
  debt: [
    literal('tipo', [1, 1], '1'),
    from('apresentante', [2, 4], 'digits', 'bureau.presenter'),
    from('cedente', [5, 19], 'text', 'bureau.assignor'),
    from('favorecido', [20, 64], 'text', 'utility.name'),
    from('sacador', [65, 109], 'text', 'utility.name'),
    from('CNPJ do sacador', [110, 123], 'digits', 'utility.cnpj'),
    from('endereço do sacador', [124, 168], 'text', 'utility.address'),
    from('CEP do sacador', [169, 176], 'digits', 'utility.zip'),
    from('cidade do sacador', [177, 196], 'text', 'utility.city'),
    from('UF do sacador', [197, 198], 'text', 'utility.state'),
    from('nosso número', [199, 213], 'code', 'debt.key'),
    from('espécie', [214, 216], 'code', 'bureau.nature'),
    from('número do título', [217, 227], 'text', 'debt.registration'),
    from('emissão', [228, 235], 'date_dmy', 'debt.issued'),
    from('vencimento', [236, 243], 'date_dmy', 'debt.oldest_due'),
    literal('moeda', [244, 246], '001'),
    from('valor', [247, 260], 'cents', 'debt.amount'),
    from('saldo', [261, 274], 'cents', 'debt.amount'),
    from('praça', [275, 294], 'text', 'utility.city'),
    literal('aceite', [296, 296], 'N'),
    literal('controle do devedor', [297, 297], '1'),
    from('devedor', [298, 342], 'text', 'debtor.name'),
    from('tipo de documento', [343, 345], 'digits', 'debtor.document_kind'),
    from('documento', [346, 359], 'digits', 'debtor.document'),
    from('identidade', [360, 370], 'text', 'debtor.identity'),
    from('endereço', [371, 415], 'text', 'debtor.address'),
    from('CEP', [416, 423], 'digits', 'debtor.zip'),
    from('cidade', [424, 443], 'text', 'debtor.city'),
    from('UF', [444, 445], 'text', 'debtor.state'),
    returned('cartório', [446, 447], 'code', 'debt.notary'),
    returned('protocolo', [448, 457], 'code', 'debt.protocol'),
    returned('data do protocolo', [459, 466], 'date_dmy', 'debt.protocol_on'),
    literal('declaração', [477, 477], 'D'),
    from('bairro', [488, 507], 'text', 'debtor.district'),
    from('linha', NUMBER, 'number', 'line.number'),
  ],
  trailer: [
    literal('tipo', [1, 1], '9'),
    ...presented(44),
    from('somatório de segurança', [53, 57], 'number', 'file.security_sum'),
    from('soma dos saldos', [58, 75], 'cents', 'file.amount'),
    from('linha', NUMBER, 'number', 'line.number'),
  ],
  answer: {
    ...{ start: 458, length: 1, each: 1, match: ['nosso número'] },
    codes: [
      occurrence('1', 'ended', 'pago no cartório'),
      occurrence('2', 'published', 'protestado'),
      occurrence('3', 'ended', 'retirado pelo apresentante'),
      occurrence('4', 'informed', 'sustado por ordem judicial'),
      occurrence('5', 'rejected', 'devolvido por irregularidade, sem custas'),
      occurrence('6', 'rejected', 'devolvido por irregularidade, com custas'),
      occurrence('7', 'informed', 'liquidação em condicional'),
      occurrence('8', 'accepted', 'título aceito'),
      occurrence('A', 'ended', 'protesto cancelado'),
      occurrence('B', 'rejected', 'já protestado'),
      occurrence('C', 'published', 'protestado por edital'),
      occurrence('D', 'ended', 'retirado por edital'),
      occurrence('F', 'ended', 'retirado por liquidação no banco'),
      occurrence('G', 'ended', 'sustado em definitivo por ordem judicial'),
      occurrence('J', 'informed', 'já cancelado'),
      occurrence('X', 'informed', 'cancelamento não efetuado'),
    ],
  },
}
