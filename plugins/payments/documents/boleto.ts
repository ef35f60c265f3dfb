import { type DocumentType, schemaParts as s } from '#core/documents/index'

/** Cents as text, dates `YYYY-MM-DD`. */
export interface BoletoData {
  readonly bank: { readonly code: string; readonly name: string }
  readonly utility: { readonly name: string; readonly cnpj: string; readonly address: string }
  readonly payer: {
    readonly name: string
    readonly tax_id: string | null
    readonly address: string
  }
  readonly number: string
  readonly own_number: string
  readonly account: string
  readonly portfolio: string
  readonly issued_on: string
  readonly due_on: string
  readonly amount_cents: string
  readonly message: string
  readonly line: string
  readonly barcode: string
}

const schema = {
  ...s.object('Boleto', {
    bank: s.object('Banco', { code: s.text('Código com dígito', 5), name: s.text('Nome', 120) }),
    utility: s.object('Beneficiário', {
      name: s.text('Nome', 120),
      cnpj: s.cnpj('CNPJ'),
      address: s.text('Endereço'),
    }),
    payer: s.object('Pagador', {
      name: s.text('Nome', 200),
      tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
      address: s.text('Endereço', 420),
    }),
    number: s.digits('Número do documento', 12),
    own_number: s.text('Nosso número', 20),
    account: s.text('Agência e conta do beneficiário', 40),
    portfolio: s.text('Carteira', 5),
    issued_on: s.date('Data do documento'),
    due_on: s.date('Vencimento'),
    amount_cents: s.cents('Valor'),
    message: s.text('Instruções', 200),
    line: s.text('Linha digitável', 60),
    barcode: s.digits('Código de barras', 44),
  }),
  $id: 'aqueduto:payments.boleto',
}

const part = (title: string, isPayable: boolean) => `<section class="part">
    <div class="top"><b>{{bank.name}}</b><b class="code">{{bank.code}}</b>${isPayable ? '<span class="digits">{{line}}</span>' : `<span class="what">${title}</span>`}</div>
    <div class="row"><dl class="wide"><dt>Local de pagamento</dt><dd>Pagável em qualquer banco até o vencimento</dd></dl><dl class="due"><dt>Vencimento</dt><dd>{{date due_on}}</dd></dl></div>
    <div class="row"><dl class="wide"><dt>Beneficiário</dt><dd>{{utility.name}} · CNPJ {{cnpj utility.cnpj}}</dd></dl><dl class="due"><dt>Agência / código do beneficiário</dt><dd>{{account}}</dd></dl></div>
    <div class="row"><dl><dt>Data do documento</dt><dd>{{date issued_on}}</dd></dl><dl><dt>Nº do documento</dt><dd>{{number}}</dd></dl><dl><dt>Carteira</dt><dd>{{portfolio}}</dd></dl><dl><dt>Espécie</dt><dd>R$</dd></dl><dl class="due"><dt>Nosso número</dt><dd>{{own_number}}</dd></dl></div>
    <div class="row"><dl class="wide"><dt>Instruções</dt><dd class="plain">{{message}}</dd></dl><dl class="due"><dt>Valor do documento</dt><dd>{{brl amount_cents}}</dd></dl></div>
    <div class="row"><dl class="wide"><dt>Pagador</dt><dd>{{payer.name}}{{#if payer.tax_id}} · {{taxId payer.tax_id}}{{/if}}</dd><dd class="plain">{{payer.address}}</dd></dl></div>
    ${isPayable ? '<div class="bars">{{itf barcode width=103 height=13}}</div><p class="foot">Autenticação mecânica · Ficha de compensação</p>' : '<p class="foot">{{utility.address}} · Autenticação mecânica</p>'}
  </section>`

const template = `<article class="boleto">
  ${part('Recibo do pagador', false)}
  <hr>
  ${part('', true)}
</article>
`

const style = `.boleto { font-size: 8.5pt; line-height: 1.3; color: #1b2530 }
.boleto dl, .boleto dd, .boleto p { margin: 0 }
.boleto .part { margin-bottom: 6mm }
.boleto hr { border: 0; border-top: 0.25mm dashed #8fa0ad; margin: 6mm 0 }
.boleto .top { display: flex; align-items: flex-end; gap: 4mm; border-bottom: 0.5mm solid #1b2530; padding-bottom: 1mm }
.boleto .code { font-size: 13pt; border-left: 0.4mm solid #1b2530; border-right: 0.4mm solid #1b2530; padding: 0 3mm }
.boleto .digits { margin-left: auto; font-size: 11pt; font-weight: 600; font-variant-numeric: tabular-nums }
.boleto .what { margin-left: auto; color: #5a6b79 }
.boleto .row { display: flex; border-bottom: 0.2mm solid #8fa0ad }
.boleto dl { flex: 1; padding: 0.8mm 2mm; border-right: 0.2mm solid #8fa0ad }
.boleto .wide { flex: 3 }
.boleto .due { flex: 0 0 46mm; border-right: 0; text-align: right }
.boleto dt { font-size: 6.5pt; color: #5a6b79 }
.boleto dd { font-weight: 600; font-variant-numeric: tabular-nums }
.boleto .plain { font-weight: 400 }
.boleto .bars { padding: 3mm 0 1mm 5mm }
.boleto .foot { font-size: 6.5pt; color: #5a6b79; text-align: right }
`

const sample: BoletoData = {
  bank: { code: '001-9', name: 'Banco do Brasil S.A.' },
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    ...{ cnpj: '11222333000181', address: 'Avenida das Nascentes, 500, Centro, Vale das Águas' },
  },
  payer: {
    ...{ name: 'Condomínio das Palmeiras', tax_id: '12345678000195' },
    address: 'Rua das Palmeiras, 120, Jardim Primavera',
  },
  ...{ number: '000000004821', own_number: '12345670000000123', account: '1234-5 / 6789-0' },
  ...{ portfolio: '17', issued_on: '2026-11-20', due_on: '2026-12-10', amount_cents: '12345' },
  message: 'Multa e juros por atraso vão na fatura seguinte.',
  line: '00190.00009 01234.567004 00000.123174 5 16560000012345',
  barcode: '00195165600000123450000001234567000000012317',
}

/** The boleto as banks ask for it: the payer's receipt, and the slip with the barcode. */
export const boletoDocument: DocumentType<BoletoData> = {
  ...{ name: 'payments.boleto', title: 'Boleto registrado', schema, sample, template, style },
  paper: { format: 'A4', margins: { top: 12, right: 14, bottom: 10, left: 14 } },
  outputs: ['html', 'pdf'],
}
