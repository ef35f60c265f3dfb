import { from, literal } from './layout_fields.ts'
import type { Layout } from './layout.ts'

const NUMBER = [594, 600] as const

/**
 * SERASA PEFIN, `SERASA-CONVEM04`, 600 positions (`facts/negativation.md` §3). The contracted tables of natures, reasons and
 * error codes are put in force as a new version of this layout.
 */
export const SERASA_LAYOUT: Layout = {
  title: 'SERASA PEFIN, CONVEM04, 600 posições',
  width: 600,
  file_name: 'SERASA{sequence}.TXT',
  mark_length: 1,
  operations: { inclusion: 'I', update: '', exclusion: 'E' },
  reasons: {
    ...{ payment: '01', agreement: '02', request: '03', court: '04', correction: '03' },
    ...{ hold: '03', holder: '16', prescription: '03' },
  },
  header: [
    literal('tipo', [1, 1], '0'),
    from('raiz do CNPJ', [2, 10], 'digits', 'utility.cnpj_root'),
    from('data', [11, 18], 'date_ymd', 'file.date'),
    from('DDD', [19, 22], 'digits', 'bureau.phone_area'),
    from('telefone', [23, 30], 'digits', 'bureau.phone'),
    from('ramal', [31, 34], 'digits', 'bureau.extension'),
    from('contato', [35, 104], 'text', 'bureau.contact'),
    literal('layout', [105, 119], 'SERASA-CONVEM04'),
    from('remessa', [120, 125], 'number', 'file.sequence'),
    literal('sentido', [126, 126], 'E'),
    from('diferencial', [127, 130], 'text', 'bureau.differential'),
    from('logon', [134, 141], 'text', 'bureau.logon'),
    from('sequência', NUMBER, 'number', 'line.number'),
  ],
  debtor: [],
  debt: [
    literal('tipo', [1, 1], '1'),
    from('operação', [2, 2], 'code', 'debt.operation'),
    from('filial do CNPJ', [3, 8], 'digits', 'utility.cnpj_branch'),
    from('data da ocorrência', [9, 16], 'date_ymd', 'debt.oldest_due'),
    from('término do contrato', [17, 24], 'date_ymd', 'debt.oldest_due'),
    from('natureza', [25, 27], 'code', 'bureau.nature'),
    literal('praça', [28, 31], '0000'),
    from('pessoa', [32, 32], 'code', 'debtor.person'),
    from('tipo de documento', [33, 33], 'code', 'debtor.document_kind'),
    from('documento', [34, 48], 'digits', 'debtor.document'),
    from('motivo da exclusão', [49, 50], 'code', 'debt.reason'),
    from('identidade', [53, 66], 'text', 'debtor.identity'),
    from('nome', [106, 175], 'text', 'debtor.name'),
    from('nascimento', [176, 183], 'date_ymd', 'debtor.birth'),
    from('pai', [184, 253], 'text', 'debtor.father'),
    from('mãe', [254, 323], 'text', 'debtor.mother'),
    from('endereço', [324, 368], 'text', 'debtor.address'),
    from('bairro', [369, 388], 'text', 'debtor.district'),
    from('cidade', [389, 413], 'text', 'debtor.city'),
    from('UF', [414, 415], 'text', 'debtor.state'),
    from('CEP', [416, 423], 'digits', 'debtor.zip'),
    from('valor', [424, 438], 'cents', 'debt.amount'),
    from('contrato', [439, 454], 'code', 'debt.key'),
    from('complemento', [464, 488], 'text', 'debtor.complement'),
    from('DDD do devedor', [489, 492], 'digits', 'debtor.phone_area'),
    from('telefone do devedor', [493, 501], 'digits', 'debtor.phone'),
    from('data do compromisso', [502, 509], 'date_ymd', 'debt.oldest_due'),
    from('total do compromisso', [510, 524], 'cents', 'debt.amount'),
    literal('aviso por SMS', [525, 525], 'N'),
    from('sequência', NUMBER, 'number', 'line.number'),
  ],
  trailer: [literal('tipo', [1, 1], '9'), from('sequência', NUMBER, 'number', 'line.number')],
  answer: {
    ...{ start: 534, length: 60, each: 3, match: ['operação', 'documento', 'contrato'] },
    codes: [],
  },
}
