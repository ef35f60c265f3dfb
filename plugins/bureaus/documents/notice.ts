import { type DocumentType, schemaParts as s } from '#core/documents/index'

export interface NoticeData {
  readonly utility: {
    readonly name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
  }
  readonly number: string
  readonly issued_on: string
  readonly customer: string
  readonly taxpayer_id: string
  readonly address: string | null
  readonly district: string | null
  readonly zip_code: string | null
  readonly city: string
  readonly debts: readonly {
    readonly reference: string
    readonly due_on: string
    readonly registration: string | null
    readonly cents: string
  }[]
  readonly total_cents: string
  readonly days: number
  readonly pay_until: string
}

const schema = {
  ...s.object('Aviso prévio de registro em órgão de proteção ao crédito', {
    utility: s.issuer(),
    number: s.text('Número do aviso', 20),
    issued_on: s.date('Data de emissão'),
    customer: s.text('Devedor', 200),
    taxpayer_id: s.taxId('CPF ou CNPJ'),
    address: s.orNull(s.text('Logradouro, número e complemento', 300)),
    district: s.orNull(s.text('Bairro', 120)),
    zip_code: s.orNull(s.digits('CEP', 8)),
    city: s.text('Município e UF', 120),
    debts: s.list(
      'Débitos',
      s.object('Débito', {
        reference: s.month('Referência'),
        due_on: s.date('Vencimento'),
        registration: s.orNull(s.digits('Matrícula com dígito', 2, 15)),
        cents: s.cents('Valor original'),
      }),
      2000
    ),
    total_cents: s.cents('Total'),
    days: s.count('Dias até o registro'),
    pay_until: s.date('Pagar até'),
  }),
  $id: 'aqueduto:bureaus.notice',
}

const template = `<article class="bureau-notice">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <p class="to"><strong>{{customer}}</strong>{{#if address}}<br>{{address}}{{/if}}{{#if district}} · {{district}}{{/if}}<br>{{city}}{{#if zip_code}} · CEP {{postalCode zip_code}}{{/if}}</p>
  <h2>Aviso prévio nº {{number}}</h2>
  <p>Constam em nosso cadastro, em seu nome, os débitos abaixo, vencidos e não pagos. Se não forem pagos ou contestados até <strong>{{date pay_until}}</strong>, poderão ser informados aos órgãos de proteção ao crédito (SPC, SERASA) ou levados a protesto, na forma do art. 43, § 2º, do Código de Defesa do Consumidor.</p>
  <table>
    <thead><tr><th>Referência</th><th>Matrícula</th><th>Vencimento</th><th class="num">Valor original</th></tr></thead>
    <tbody>
    {{#each debts}}<tr><td>{{refMonth reference}}</td><td>{{#if registration}}{{registration registration}}{{/if}}</td><td>{{date due_on}}</td><td class="num">{{brl cents}}</td></tr>
    {{/each}}
    </tbody>
    <tfoot><tr><td colspan="3">Total, sem multa, juros e correção</td><td class="num">{{brl total_cents}}</td></tr></tfoot>
  </table>
  <p>Para pagar, parcelar ou contestar, procure nossos canais de atendimento ou ligue para {{utility.sac_phone}}. Se já pagou, desconsidere este aviso; o registro não é feito depois do pagamento, e o que tiver sido feito é retirado em até cinco dias úteis.</p>
  <p class="date">{{date issued_on}}</p>
</article>
`

const style = `.bureau-notice { font-size: 10.5pt; line-height: 1.5 }
.bureau-notice header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 8mm }
.bureau-notice h1 { margin: 0; font-size: 13pt; color: #083f63 }
.bureau-notice header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.bureau-notice h2 { font-size: 14pt; text-align: center; margin: 8mm 0 6mm }
.bureau-notice .to { margin-top: 10mm }
.bureau-notice table { width: 100%; border-collapse: collapse; margin: 6mm 0 }
.bureau-notice th { text-align: left; font-size: 9pt; color: #5a6b79; border-bottom: 0.3mm solid #8fa0ad; padding: 1mm 2mm }
.bureau-notice td { border-bottom: 0.1mm solid #d5dde3; padding: 1mm 2mm }
.bureau-notice tr { break-inside: avoid }
.bureau-notice tfoot td { border-top: 0.3mm solid #1b2530; border-bottom: 0; font-weight: 600 }
.bureau-notice .num { text-align: right; font-variant-numeric: tabular-nums }
.bureau-notice .date { margin-top: 12mm }
`

const sample: NoticeData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  ...{ number: '2026-000042', issued_on: '2026-11-23', customer: 'Maria Aparecida dos Santos' },
  ...{ taxpayer_id: '52998224725', address: 'Rua das Palmeiras, 120', district: 'Centro' },
  ...{ zip_code: '78000000', city: 'Vale das Águas, MT' },
  debts: [
    {
      ...{ reference: '2026-07', due_on: '2026-08-10', registration: '000123457' },
      cents: '9820',
    },
    {
      ...{ reference: '2026-08', due_on: '2026-09-10', registration: '000123457' },
      cents: '11617',
    },
  ],
  ...{ total_cents: '21437', days: 10, pay_until: '2026-12-03' },
}

/** The previous notice of the creditor, before anything is told to a bureau (CDC, art. 43, § 2º). */
export const noticeDocument: DocumentType<NoticeData> = {
  name: 'bureaus.notice',
  title: 'Aviso prévio de negativação',
  schema,
  sample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 18, right: 18, bottom: 18, left: 20 } },
  outputs: ['html', 'pdf'],
}
