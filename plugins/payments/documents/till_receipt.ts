import { type DocumentType, schemaParts as s } from '#core/documents/index'

/** Cents as text, dates `YYYY-MM-DD`. */
export interface TillReceiptData {
  readonly utility: { readonly name: string; readonly cnpj: string }
  readonly till: string
  readonly by: string
  readonly paid_on: string
  readonly payer: string
  readonly registration: string | null
  readonly number: string
  readonly reference: string
  readonly due_on: string
  readonly amount_cents: string
  readonly way: string
  readonly tendered_cents: string | null
  readonly change_cents: string
  readonly authentication: string
}

const schema = {
  ...s.object('Recibo do caixa', {
    utility: s.object('Prestador', { name: s.text('Nome', 120), cnpj: s.cnpj('CNPJ') }),
    till: s.text('Caixa', 80),
    by: s.text('Quem recebeu', 200),
    paid_on: s.date('Pago em'),
    payer: s.text('Quem deve', 200),
    registration: s.orNull(s.digits('Matrícula com dígito', 2, 15)),
    number: s.digits('Número do documento', 12),
    reference: s.text('Referência', 7),
    due_on: s.date('Vencimento'),
    amount_cents: s.cents('Valor'),
    way: s.text('Forma', 20),
    tendered_cents: s.orNull(s.cents('Entregue')),
    change_cents: s.cents('Troco'),
    authentication: s.text('Autenticação', 60),
  }),
  $id: 'aqueduto:payments.till_receipt',
}

const template = `<article class="till-receipt">
  <h1>{{utility.name}}</h1><p class="soft">CNPJ {{cnpj utility.cnpj}}</p>
  <h2>Recibo de pagamento</h2>
  <p>{{payer}}{{#if registration}}<br>Matrícula {{registration registration}}{{/if}}</p>
  <dl><dt>Documento</dt><dd>{{number}}</dd><dt>Vencimento</dt><dd>{{date due_on}}</dd><dt>Pago em</dt><dd>{{date paid_on}}</dd><dt>Forma</dt><dd>{{way}}</dd><dt class="total">Valor pago</dt><dd class="total">{{brl amount_cents}}</dd>{{#if tendered_cents}}<dt>Entregue</dt><dd>{{brl tendered_cents}}</dd><dt>Troco</dt><dd>{{brl change_cents}}</dd>{{/if}}</dl>
  <p class="soft">{{till}} · recebido por {{by}}</p>
  <p class="proof">Autenticação<br><b>{{authentication}}</b></p>
</article>
`

const style = `.till-receipt { font-size: 9.5pt; line-height: 1.4; color: #1b2530; max-width: 74mm }
.till-receipt h1 { font-size: 11pt; margin: 0 }
.till-receipt h2 { font-size: 10.5pt; margin: 3mm 0 1mm }
.till-receipt p { margin: 0 0 2mm }
.till-receipt .soft { color: #5a6b79; font-size: 8pt }
.till-receipt dl { display: grid; grid-template-columns: auto auto; gap: 0.8mm 4mm; margin: 0 0 3mm; padding: 2mm 0; border-top: 0.25mm dashed #8fa0ad; border-bottom: 0.25mm dashed #8fa0ad }
.till-receipt dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums }
.till-receipt .total { font-weight: 700; font-size: 11pt }
.till-receipt .proof { text-align: center; font-variant-numeric: tabular-nums }
`

const sample: TillReceiptData = {
  utility: {
    ...{ name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas', cnpj: '11222333000181' },
  },
  ...{ till: 'Caixa 1', by: 'Carla Souza', paid_on: '2026-12-05' },
  ...{ payer: 'Maria Aparecida dos Santos', registration: '000123457', number: '000000004821' },
  ...{ reference: '2026-11', due_on: '2026-12-10', amount_cents: '6180', way: 'Dinheiro' },
  ...{ tendered_cents: '10000', change_cents: '3820' },
  authentication: 'C1-20261205-00012-0003-7',
}

/** What the customer takes from the till. */
export const tillReceiptDocument: DocumentType<TillReceiptData> = {
  ...{ name: 'payments.till_receipt', title: 'Recibo do caixa', schema, sample, template, style },
  paper: { format: 'A4', margins: { top: 12, right: 14, bottom: 10, left: 14 } },
  outputs: ['html', 'pdf'],
}
