import { NO_REASONS, from, literal, presented } from './layout_fields.ts'
import type { Layout } from './layout.ts'

const NUMBER = [123, 127] as const

/** Lines around the titles of one office. */
const OFFICE: Pick<Layout, 'office' | 'office_end'> = {
  office: [
    literal('tipo', [1, 1], '1'),
    from('cartório', [2, 3], 'digits', 'office.code'),
    from('pedidos', [4, 8], 'number', 'office.titles'),
    from('município', [9, 15], 'digits', 'utility.ibge'),
    from('linha', NUMBER, 'number', 'line.number'),
  ],
  office_end: [
    literal('tipo', [1, 1], '8'),
    from('cartório', [2, 3], 'digits', 'office.code'),
    from('pedidos', [4, 8], 'number', 'office.titles'),
    from('linha', NUMBER, 'number', 'line.number'),
  ],
}

/**
 * Files that take titles back at the clearing house (CRA), 127 positions: a withdrawal before the protest (`DP…`) and a cancellation
 * after it (`CP…`), one block for each notary's office, one line for each title by the protocol that the office gave it. What became
 * of them comes in the ordinary return. Only the names are known (`facts/negativation.md` §4): the positions are a draft to be compared
 * with the manual of the state's clearing house, and no file is written by them until a person says so (`services/layout_checks.ts`).
 * What the manual says otherwise is a new version of the item.
 */
const removalLayout = (title: string, prefix: 'DP' | 'CP'): Layout => ({
  ...{ title, width: 127, mark_length: 1 },
  file_name: `${prefix}{presenter}{day}{month}.{year}{digit}`,
  operations: { inclusion: '', update: '', exclusion: 'E' },
  reasons: NO_REASONS,
  header: [
    literal('tipo', [1, 1], '0'),
    ...presented(49),
    from('pedidos', [58, 62], 'number', 'file.debts'),
    from('registros', [63, 67], 'number', 'file.debts'),
    from('linha', NUMBER, 'number', 'line.number'),
  ],
  ...OFFICE,
  debtor: [],
  debt: [
    literal('tipo', [1, 1], '2'),
    from('protocolo', [2, 11], 'digits', 'debt.protocol'),
    from('data do protocolo', [12, 19], 'date_dmy', 'debt.protocol_on'),
    from('número do título', [20, 30], 'text', 'debt.registration'),
    from('devedor', [31, 75], 'text', 'debtor.name'),
    from('valor', [76, 89], 'cents', 'debt.amount'),
    literal('sustação', [90, 90], 'N'),
    from('nosso número', [103, 114], 'code', 'debt.key'),
    from('linha', NUMBER, 'number', 'line.number'),
  ],
  trailer: [
    literal('tipo', [1, 1], '9'),
    ...presented(49),
    from('pedidos', [58, 62], 'number', 'file.debts'),
    from('soma dos valores', [63, 80], 'cents', 'file.amount'),
    from('linha', NUMBER, 'number', 'line.number'),
  ],
  answer: { start: 115, length: 2, each: 2, match: ['nosso número'], codes: [] },
})

export const WITHDRAWAL_LAYOUT = removalLayout('CRA, desistência de protesto, 127 posições', 'DP')
export const CANCELLATION_LAYOUT = removalLayout(
  'CRA, cancelamento de protesto, 127 posições',
  'CP'
)
