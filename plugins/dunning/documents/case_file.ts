import { type DocumentType, schemaParts as s } from '#core/documents/index'
import { caseFileSample } from './case_file_sample.ts'
import { style, template } from './case_file_template.ts'

export interface CaseFileData {
  readonly utility: {
    readonly name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
  }
  readonly case: {
    readonly number: string
    readonly state: string
    readonly level: string
    readonly opened_on: string
    readonly amount_cents: string
    readonly reason: string
    readonly rule: string
    readonly because: string
    readonly configuration: string
    readonly message: string
  }
  readonly premise: {
    readonly registration: string
    readonly address: string
    readonly district: string
  }
  readonly debtor: { readonly name: string; readonly taxpayer_id: string | null }
  readonly notice: {
    readonly number: string
    readonly issued_on: string
    readonly due_on: string
    readonly delivered_on: string
    readonly delivery: string
    readonly proof: string | null
    readonly days: number
  }
  readonly debts: readonly {
    readonly document: string
    readonly reference: string
    readonly due_on: string
    readonly noticed_cents: string
    readonly open_cents: string
    readonly cut_cents: string
    readonly standing: string
  }[]
  readonly facts: readonly { readonly title: string; readonly value: string }[]
  readonly calendar: {
    readonly allowed_from: string
    readonly known_until: string | null
    readonly hours: string
  }
  readonly order: {
    readonly number: string
    readonly service: string
    readonly state: string
    readonly opened_on: string
  }
  readonly execution: {
    readonly on: string
    readonly weekday: string
    readonly time: string
    readonly reading: string | null
    readonly findings: string | null
    readonly by: string
  } | null
  readonly photos: readonly { readonly name: string; readonly image: string }[]
  readonly reconnection: { readonly number: string; readonly state: string } | null
  readonly ended: { readonly on: string; readonly why: string } | null
  readonly issued_on: string
  readonly issued_by: string
}

const schema = {
  ...s.object('Dossiê de corte', {
    utility: s.issuer(),
    case: s.object('Caso', {
      number: s.text('Número', 30),
      state: s.text('Situação', 60),
      level: s.text('Nível', 60),
      opened_on: s.date('Aberto em'),
      amount_cents: s.cents('Débito que sustenta o corte'),
      reason: s.text('O que se decidiu', 300),
      rule: s.text('Regra', 200),
      because: s.text('Fundamento', 500),
      configuration: s.text('Configuração', 200),
      message: s.text('Mensagem ao cliente', 1000),
    }),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Logradouro, número e complemento', 300),
      district: s.text('Bairro', 120),
    }),
    debtor: s.object('Devedor', {
      name: s.text('Nome', 200),
      taxpayer_id: s.orNull(s.taxId('CPF ou CNPJ')),
    }),
    notice: s.object('Notificação', {
      number: s.text('Número', 30),
      issued_on: s.date('Emitida em'),
      due_on: s.date('Vencimento'),
      delivered_on: s.date('Entregue em'),
      delivery: s.text('Como foi entregue', 60),
      proof: s.orNull(s.text('Comprovante', 500)),
      days: s.count('Dias da entrega à ordem'),
    }),
    debts: s.list(
      'Débitos da notificação naquele dia',
      s.object('Débito', {
        document: s.text('Documento', 60),
        reference: s.month('Referência'),
        due_on: s.date('Vencimento'),
        noticed_cents: s.cents('Na notificação'),
        open_cents: s.cents('Aberto naquele dia'),
        cut_cents: s.cents('Conta para o corte'),
        standing: s.text('Como contou', 60),
      }),
      400
    ),
    facts: s.list(
      'O que a regra considerou',
      s.object('Fato', { title: s.text('Fato', 200), value: s.text('Valor', 200) }),
      60
    ),
    calendar: s.object('Calendário da lei', {
      allowed_from: s.date('O corte era permitido desde'),
      known_until: s.orNull(s.date('Arrecadação conhecida até')),
      hours: s.text('Horário comercial', 40),
    }),
    order: s.object('Ordem de serviço', {
      number: s.text('Número', 30),
      service: s.text('Serviço', 200),
      state: s.text('Situação', 40),
      opened_on: s.date('Aberta em'),
    }),
    execution: s.orNull(
      s.object('Execução', {
        on: s.date('Dia'),
        weekday: s.text('Dia da semana', 20),
        time: s.text('Hora', 5),
        reading: s.orNull(s.text('Leitura (m³)', 20)),
        findings: s.orNull(s.text('O que se achou', 2000)),
        by: s.text('Quem encerrou', 120),
      })
    ),
    photos: s.list(
      'Fotografias',
      s.object('Fotografia', { name: s.text('Nome', 300), image: s.image('Imagem') }),
      12
    ),
    reconnection: s.orNull(
      s.object('Religação', { number: s.text('Ordem', 30), state: s.text('Situação', 40) })
    ),
    ended: s.orNull(s.object('Fim', { on: s.date('Dia'), why: s.text('Por quê', 300) })),
    issued_on: s.date('Data de emissão'),
    issued_by: s.text('Quem emitiu', 120),
  }),
  $id: 'aqueduto:dunning.case_file',
}

/** Everything that a cut rested on, on paper: for the customer, the ombudsman, the regulator, the judge. */
export const caseFile: DocumentType<CaseFileData> = {
  name: 'dunning.case_file',
  title: 'Dossiê de corte',
  schema,
  sample: caseFileSample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 16, right: 16, bottom: 18, left: 16 } },
  outputs: ['html', 'pdf'],
}
