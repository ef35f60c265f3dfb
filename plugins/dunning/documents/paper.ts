import { type DocumentType, schemaParts as s } from '#core/documents/index'

/** What a notice or letter says. Cents as text, dates `YYYY-MM-DD`. */
export interface PaperData {
  readonly utility: { name: string; cnpj: string; address: string; sac_phone: string }
  readonly notice: {
    number: string
    issued_on: string
    due_on: string
    amount_cents: string
    message: string
  }
  readonly premise: { registration: string; address: string; district: string }
  readonly debtor: { name: string; tax_id: string | null; delivery_address: string | null }
  readonly debts: {
    number: string | null
    reference: string
    due_on: string
    amount_cents: string
  }[]
  /** Null where no code is printed. */
  readonly payment: { barcode: string; line: string[]; pix: string | null } | null
}

const paperSchema = (id: `dunning.${string}`) => ({
  ...s.object('Cobrança', {
    utility: s.issuer(),
    notice: s.object('Documento', {
      number: s.text('Número', 20),
      issued_on: s.date('Emissão'),
      due_on: s.date('Vencimento'),
      amount_cents: s.cents('Total dos débitos'),
      message: s.text('Mensagem', 2000),
    }),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Logradouro, número e complemento', 300),
      district: s.text('Bairro', 120),
    }),
    debtor: s.object('Quem deve', {
      name: s.text('Nome', 200),
      tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
      delivery_address: s.orNull(s.text('Onde recebe correspondência', 300)),
    }),
    debts: s.list(
      'Débitos',
      s.object('Débito', {
        number: s.orNull(s.digits('Número do documento', 12)),
        reference: s.month('Referência'),
        due_on: s.date('Vencimento'),
        amount_cents: s.cents('Em aberto'),
      }),
      600
    ),
    payment: s.orNull(
      s.object('Pagamento', {
        barcode: s.digits('Código de barras', 44),
        line: s.list('Linha digitável em quatro grupos', s.text('Grupo', 14), 4),
        pix: s.orNull(s.text('Pix copia e cola', 600)),
      })
    ),
  }),
  $id: `aqueduto:${id}`,
})

const paperTemplate = (title: string, closing: string): string => `<article class="dunning">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <section class="head">
    <div><h2>${title}</h2><p>{{debtor.name}}{{#if debtor.tax_id}} · {{taxId debtor.tax_id}}{{/if}}<br>{{#if debtor.delivery_address}}{{debtor.delivery_address}}<br>{{/if}}Imóvel: {{premise.address}} · {{premise.district}}<br>Matrícula {{registration premise.registration}}</p></div>
    <dl><dt>Número</dt><dd>{{notice.number}}</dd><dt>Emissão</dt><dd>{{date notice.issued_on}}</dd><dt>Vencimento</dt><dd>{{date notice.due_on}}</dd><dt>Total</dt><dd class="total">{{brl notice.amount_cents}}</dd></dl>
  </section>
  <p class="message">{{notice.message}}</p>
  <table>
    <thead><tr><th>Documento</th><th>Referência</th><th>Vencimento</th><th class="n">Em aberto (R$)</th></tr></thead>
    <tbody>{{#each debts}}<tr><td>{{#if number}}{{number}}{{else}}Cobrança{{/if}}</td><td>{{refMonth reference}}</td><td>{{date due_on}}</td><td class="n">{{money amount_cents}}</td></tr>{{/each}}</tbody>
    <tfoot><tr><td colspan="3">Total, sem os encargos por atraso, que vêm em fatura seguinte ao pagamento</td><td class="n">{{money notice.amount_cents}}</td></tr></tfoot>
  </table>
  <p class="law">${closing}</p>
  {{#with payment}}
    <footer>
      <div class="codes">
        <p class="digits">{{#each line}}<span>{{this}}</span>{{/each}}</p>
        {{itf barcode width=103 height=13}}
        {{#if pix}}<p class="copy"><b>Pix copia e cola</b> {{pix}}</p>{{/if}}
      </div>
      {{#if pix}}<div class="pix"><b>Pague com Pix</b>{{qr pix size=29 quiet=0}}</div>{{/if}}
    </footer>
  {{/with}}
</article>
`

const style = `.dunning { font-size: 9.5pt; line-height: 1.45; color: #1b2530 }
.dunning h1, .dunning h2, .dunning p, .dunning dl, .dunning dd { margin: 0 }
.dunning header { padding-bottom: 2mm; border-bottom: 0.5mm solid #0b5c8c }
.dunning h1 { font-size: 13pt; color: #083f63 }
.dunning header p { font-size: 7.5pt; color: #5a6b79 }
.dunning .head { display: flex; justify-content: space-between; gap: 8mm; padding: 6mm 0 }
.dunning h2 { font-size: 15pt; color: #083f63 }
.dunning dl { display: grid; grid-template-columns: auto auto; gap: 0.6mm 4mm; align-content: start; text-align: right }
.dunning dt { color: #5a6b79; font-size: 7.5pt }
.dunning dd { font-weight: 600 }
.dunning .total { font-size: 13pt; color: #083f63 }
.dunning .message { margin: 2mm 0 6mm; white-space: pre-line }
.dunning table { width: 100%; border-collapse: collapse }
.dunning th { padding: 1mm 0; border-bottom: 0.3mm solid #0b5c8c; text-align: left; font-size: 7.5pt; color: #5a6b79 }
.dunning td { padding: 1.2mm 0; border-bottom: 0.2mm solid #e8eef3 }
.dunning tr { break-inside: avoid }
.dunning .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.dunning tfoot td { border: 0; font-weight: 700; color: #083f63 }
.dunning .law { margin-top: 5mm; font-size: 8pt; color: #33424e }
.dunning footer { display: flex; justify-content: space-between; gap: 6mm; align-items: flex-end; margin-top: 10mm; padding-top: 5mm; border-top: 0.25mm dashed #8fa0ad; break-inside: avoid }
.dunning .codes { flex: 1; min-width: 0 }
.dunning .digits { display: flex; gap: 1.6mm; width: 122mm; margin-bottom: 2mm }
.dunning .digits span { flex: 1; padding: 0.7mm 0; border: 0.2mm solid #8fa0ad; border-radius: 0.6mm; text-align: center; font-weight: 600 }
.dunning .copy { margin-top: 2mm; font-size: 6.4pt; word-break: break-all; color: #33424e }
.dunning .pix { flex: none; display: flex; flex-direction: column; align-items: center; gap: 2mm; font-size: 8pt; color: #083f63 }
`

const sample: PaperData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  notice: {
    ...{ number: '2026-000123', issued_on: '2026-11-20', due_on: '2026-12-20' },
    amount_cents: '18735',
    message:
      'Constam em nosso cadastro os débitos relacionados. Se não forem pagos até o vencimento, o fornecimento poderá ser suspenso.',
  },
  premise: {
    ...{ registration: '000123457', address: 'Rua das Palmeiras, 120' },
    district: 'Jardim Primavera',
  },
  debtor: { name: 'Maria Aparecida dos Santos', tax_id: '12345678909', delivery_address: null },
  debts: [
    {
      ...{ number: '000000004711', reference: '2026-09', due_on: '2026-09-10' },
      amount_cents: '9735',
    },
    {
      ...{ number: '000000004729', reference: '2026-10', due_on: '2026-10-10' },
      amount_cents: '9000',
    },
  ],
  payment: {
    barcode: '82670000001873500099991220261220000000004711',
    line: ['826700000011', '873500099993', '122026122002', '000000047113'],
    pix: null,
  },
}

interface Paper {
  readonly name: `dunning.${string}`
  readonly title: string
  readonly heading: string
  readonly closing: string
}

export const paperOf = ({ name, title, heading, closing }: Paper): DocumentType<PaperData> => ({
  ...{ name, title, schema: paperSchema(name), sample, style },
  template: paperTemplate(heading, closing),
  paper: { format: 'A4', margins: { top: 14, right: 14, bottom: 10, left: 14 } },
  outputs: ['html', 'pdf'],
})
