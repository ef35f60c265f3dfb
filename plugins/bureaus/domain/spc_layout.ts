import { NO_REASONS, from, literal } from './layout_fields.ts'
import type { Layout } from './layout.ts'

const WIDTH = 340
const NUMBER = [335, 340] as const

/**
 * SPC, 340 positions, version 07, as a state water company uses it (`facts/negativation.md` §2). The bureau delivers its own
 * version with the contract: it is put in force as a new version of this layout.
 */
export const SPC_LAYOUT: Layout = {
  title: 'SPC, 340 posições, versão 07',
  width: WIDTH,
  file_name: 'SPC{sequence}.TXT',
  mark_length: 2,
  operations: { inclusion: 'I', update: '', exclusion: 'E' },
  // The contracted table of reasons and of return codes comes with the bureau's manual.
  reasons: NO_REASONS,
  header: [
    literal('tipo', [1, 2], '00'),
    literal('identificação', [3, 9], 'REMESSA'),
    from('data', [10, 17], 'date_dmy', 'file.date'),
    from('sequência', [18, 25], 'number', 'file.sequence'),
    from('entidade', [26, 30], 'digits', 'bureau.entity'),
    from('associado', [31, 38], 'digits', 'bureau.associate'),
    from('data invertida', [39, 46], 'date_ymd', 'file.date'),
    literal('sistema', [318, 322], 'SPC'),
    literal('versão', [323, 324], '07'),
    from('registro', NUMBER, 'number', 'line.number'),
  ],
  debtor: [
    literal('tipo', [1, 2], '01'),
    from('origem', [3, 10], 'digits', 'bureau.origin'),
    from('nome', [11, 55], 'text', 'debtor.name'),
    from('tipo de documento', [56, 56], 'code', 'debtor.document_kind'),
    from('documento', [57, 71], 'digits', 'debtor.document'),
    from('identidade', [72, 91], 'text', 'debtor.identity'),
    from('nascimento', [92, 99], 'date_dmy', 'debtor.birth'),
    from('mãe', [100, 144], 'text', 'debtor.mother'),
    from('logradouro', [145, 194], 'text', 'debtor.street'),
    from('número', [195, 199], 'text', 'debtor.number'),
    from('complemento', [200, 229], 'text', 'debtor.complement'),
    from('bairro', [230, 254], 'text', 'debtor.district'),
    from('CEP', [255, 262], 'digits', 'debtor.zip'),
    from('cidade', [263, 292], 'text', 'debtor.city'),
    from('UF', [293, 294], 'text', 'debtor.state'),
    from('DDD', [295, 296], 'digits', 'debtor.phone_area'),
    from('telefone', [317, 324], 'digits', 'debtor.phone'),
    from('registro', NUMBER, 'number', 'line.number'),
  ],
  debt: [
    literal('tipo', [1, 2], '02'),
    from('tipo de documento', [3, 3], 'code', 'debtor.document_kind'),
    from('documento', [4, 18], 'digits', 'debtor.document'),
    from('operação', [19, 19], 'code', 'debt.operation'),
    literal('comprador', [20, 20], 'C'),
    from('último vencimento', [21, 28], 'date_dmy', 'debt.latest_due'),
    from('vencimento mais antigo', [29, 36], 'date_dmy', 'debt.oldest_due'),
    from('valor', [37, 49], 'cents', 'debt.amount'),
    from('contrato', [50, 79], 'code', 'debt.contract'),
    from('associado', [80, 87], 'digits', 'bureau.associate'),
    literal('natureza', [88, 89], '00'),
    from('motivo da exclusão', [90, 92], 'code', 'debt.reason'),
    from('registro', NUMBER, 'number', 'line.number'),
  ],
  trailer: [
    literal('tipo', [1, 2], '99'),
    from('registros', [3, 8], 'number', 'file.lines'),
    from('registro', NUMBER, 'number', 'line.number'),
  ],
  answer: {
    ...{ start: 325, length: 10, each: 2, match: ['documento', 'operação', 'contrato'] },
    codes: [],
  },
}
