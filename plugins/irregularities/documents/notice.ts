import { type DocumentType, schemaParts as s } from '#core/documents/index'

export interface NoticeData {
  readonly utility: {
    readonly name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
  }
  readonly case: {
    readonly number: string
    readonly order_number: string
    readonly fraud: string
    readonly degree: string
    readonly found_on: string
    readonly findings: string
    readonly police_report: string | null
    readonly fine_cents: string
  }
  readonly premise: {
    readonly registration: string
    readonly address: string
    readonly district: string
  }
  readonly customer: string
  readonly customer_tax_id: string | null
  readonly issued_on: string
  readonly issued_by: string
  readonly defence_until: string
  readonly defence_days: number
}

const schema = {
  ...s.object('Notificação de irregularidade', {
    utility: s.issuer(),
    case: s.object('Caso', {
      number: s.digits('Número', 6, 18),
      order_number: s.text('Ordem de fiscalização', 30),
      fraud: s.text('Irregularidade', 200),
      degree: s.text('Grau', 20),
      found_on: s.date('Constatada em'),
      findings: s.text('O que se constatou', 2000),
      police_report: s.orNull(s.text('Boletim de ocorrência', 60)),
      fine_cents: s.cents('Multa prevista'),
    }),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Logradouro, número e complemento', 300),
      district: s.text('Bairro', 120),
    }),
    customer: s.text('Titular', 200),
    customer_tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
    issued_on: s.date('Data de emissão'),
    issued_by: s.text('Quem emitiu', 120),
    defence_until: s.date('Último dia da defesa'),
    defence_days: s.count('Prazo de defesa em dias'),
  }),
  $id: 'aqueduto:irregularities.notice',
}

const template = `<article class="fraud-notice">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <h2>Notificação de irregularidade nº {{case.number}}</h2>
  <p>{{customer}}{{#if customer_tax_id}} · {{taxId customer_tax_id}}{{/if}}<br>{{premise.address}} · {{premise.district}}<br>Matrícula {{registration premise.registration}}</p>
  <p>Em {{date case.found_on}}, a fiscalização deste prestador (ordem de serviço {{case.order_number}}) constatou no imóvel acima a seguinte irregularidade: <strong>{{case.fraud}}</strong>, de grau {{case.degree}}.</p>
  <p class="quote">{{case.findings}}</p>
  {{#if case.police_report}}<p>Boletim de ocorrência nº {{case.police_report}}.</p>{{/if}}
  <p>A multa prevista na tabela em vigor naquele dia é de <strong>{{brl case.fine_cents}}</strong>. Nada é cobrado antes da decisão.</p>
  <p>Até <strong>{{date defence_until}}</strong> ({{defence_days}} dias) pode ser apresentada defesa por escrito, com os documentos que a provem, nos canais de atendimento. A decisão é de pessoa diversa da que fez a constatação e será comunicada.</p>
  <p class="date">{{date issued_on}}</p>
  <p class="sign">{{issued_by}}</p>
</article>
`

const style = `.fraud-notice { font-size: 10.5pt; line-height: 1.5 }
.fraud-notice header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 8mm }
.fraud-notice h1 { margin: 0; font-size: 13pt; color: #083f63 }
.fraud-notice header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.fraud-notice h2 { font-size: 14pt; text-align: center; margin: 6mm 0 }
.fraud-notice .quote { border-left: 0.8mm solid #8fa0ad; padding-left: 4mm; white-space: pre-line }
.fraud-notice .date { margin-top: 14mm }
.fraud-notice .sign { margin-top: 18mm; padding-top: 1mm; border-top: 0.2mm solid #1b2530; width: 70mm; text-align: center }
`

const sample: NoticeData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  case: {
    ...{ number: '000017', order_number: '2026-000123', fraud: 'Ligação direta (by-pass)' },
    ...{ degree: 'grave', found_on: '2026-11-18', fine_cents: '120000' },
    findings: 'Derivação de 20 mm antes do hidrômetro, enterrada ao lado do cavalete.',
    police_report: '2026.118.4471',
  },
  premise: {
    ...{ registration: '000123457', address: 'Rua das Palmeiras, 120' },
    district: 'Jardim Primavera',
  },
  customer: 'Maria Aparecida dos Santos',
  customer_tax_id: '12345678909',
  ...{ issued_on: '2026-11-19', issued_by: 'Bruno Matos' },
  ...{ defence_until: '2026-12-04', defence_days: 15 },
}

/** Tells the customer what was found, what it may cost, and until when it can be answered. */
export const noticeDocument: DocumentType<NoticeData> = {
  name: 'irregularities.notice',
  title: 'Notificação de irregularidade',
  schema,
  sample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 18, right: 18, bottom: 18, left: 20 } },
  outputs: ['html', 'pdf'],
}
