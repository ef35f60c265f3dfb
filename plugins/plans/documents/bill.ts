import { type DocumentType, schemaParts as s } from '#core/documents/index'

/** Cents as text, dates `YYYY-MM-DD`. */
export interface BillData {
  readonly utility: {
    readonly name: string
    readonly short_name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
  }
  readonly title: string
  readonly note: string
  readonly payer: { readonly name: string; readonly tax_id: string | null }
  readonly premise: { readonly registration: string; readonly address: string }
  readonly issued_on: string
  readonly total_cents: string
  readonly slips: readonly {
    readonly label: string
    readonly number: string
    readonly due_on: string
    readonly amount_cents: string
    readonly payment: {
      readonly barcode: string
      readonly line: readonly string[]
      readonly pix: string | null
    }
  }[]
}

const schema = {
  ...s.object('Cobrança de parcelamento', {
    utility: s.issuer({ short_name: s.text('Nome curto ou sigla', 24) }),
    title: s.text('Título', 80),
    note: s.text('Observação', 400),
    payer: s.object('Quem paga', {
      name: s.text('Nome', 200),
      tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
    }),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Endereço', 420),
    }),
    issued_on: s.date('Emissão'),
    total_cents: s.cents('Total'),
    slips: s.list(
      'Boletos',
      s.object('Boleto', {
        label: s.text('O que é', 40),
        number: s.digits('Número do documento', 12),
        due_on: s.date('Vencimento'),
        amount_cents: s.cents('Valor'),
        payment: s.object('Pagamento', {
          barcode: s.digits('Código de barras', 44),
          line: s.list('Linha digitável em quatro grupos', s.text('Grupo', 14), 4),
          pix: s.orNull(s.text('Pix copia e cola', 600)),
        }),
      }),
      24
    ),
  }),
  $id: 'aqueduto:plans.bill',
}

const template = `<article class="plan-bill">
  <header>
    <div><h1>{{utility.name}}</h1><p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p></div>
    <div class="what"><h2>{{title}}</h2><p>{{payer.name}}{{#if payer.tax_id}} · {{taxId payer.tax_id}}{{/if}}</p><p>Matrícula {{registration premise.registration}} · {{premise.address}}</p></div>
  </header>
  <p class="note">{{note}} Total de {{brl total_cents}}, emitido em {{date issued_on}}.</p>
  {{#each slips}}
    <section class="slip">
      <div class="line"><div><b>{{label}}</b><small>{{../title}}</small></div>
        <dl><dt>Documento</dt><dd>{{number}}</dd></dl>
        <dl><dt>Vencimento</dt><dd>{{date due_on}}</dd></dl>
        <dl class="due"><dt>Valor</dt><dd>{{brl amount_cents}}</dd></dl>
      </div>
      {{#with payment}}
        <div class="pay">
          <div>
            <p class="digits">{{#each line}}<span>{{this}}</span>{{/each}}</p>
            {{itf barcode width=103 height=13}}
          </div>
          {{#if pix}}<div class="pix">{{qr pix size=24 quiet=0}}<small>Pague com Pix</small></div>{{/if}}
        </div>
      {{/with}}
    </section>
  {{/each}}
</article>
`

const style = `.plan-bill { font-size: 9pt; line-height: 1.4; color: #1b2530 }
.plan-bill h1, .plan-bill h2, .plan-bill p, .plan-bill dl, .plan-bill dd { margin: 0 }
.plan-bill header { display: flex; justify-content: space-between; gap: 8mm; padding-bottom: 2mm; border-bottom: 0.5mm solid #0b5c8c }
.plan-bill h1, .plan-bill h2 { font-size: 12pt; color: #083f63 }
.plan-bill header p { font-size: 7.5pt; color: #5a6b79 }
.plan-bill .what { max-width: 90mm; text-align: right }
.plan-bill .note { padding: 3mm 0; color: #5a6b79 }
.plan-bill .slip { padding: 5mm 0; border-top: 0.25mm dashed #8fa0ad; break-inside: avoid }
.plan-bill .line { display: flex; gap: 6mm; justify-content: space-between }
.plan-bill small { display: block; color: #5a6b79; font-size: 7pt }
.plan-bill dt { font-size: 7pt; color: #5a6b79 }
.plan-bill dd { font-weight: 600; font-variant-numeric: tabular-nums }
.plan-bill .due dd { font-size: 12pt; color: #083f63 }
.plan-bill .pay { display: flex; justify-content: space-between; gap: 6mm; align-items: flex-end; margin-top: 4mm }
.plan-bill .digits { display: flex; gap: 1.4mm; width: 120mm; margin-bottom: 2mm }
.plan-bill .digits span { flex: 1; padding: 0.7mm 0; border: 0.2mm solid #8fa0ad; border-radius: 0.6mm; text-align: center; font-weight: 600 }
.plan-bill .pix { display: flex; flex-direction: column; align-items: center; gap: 1mm; color: #083f63 }
`

const barcode = '82650000000618012340000202611250000000482100'

const sample: BillData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    short_name: 'SAAE',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  title: 'Entrada do parcelamento 12/2026',
  note: 'O parcelamento passa a valer quando a entrada é paga.',
  payer: { name: 'Maria Aparecida dos Santos', tax_id: '52998224725' },
  premise: { registration: '000123457', address: 'Rua das Palmeiras, 120, Jardim Primavera' },
  issued_on: '2026-11-20',
  total_cents: '6180',
  slips: [
    {
      ...{ label: 'Entrada', number: '000000004821', due_on: '2026-11-25', amount_cents: '6180' },
      payment: {
        ...{ barcode, pix: null },
        line: ['82650000000-6', '61801234000-1', '02026112500-2', '00000048210-0'],
      },
    },
  ],
}

/** What asks for the down payment of a plan, for the slips that it is split into, or for what is left of it ahead of time. */
export const billDocument: DocumentType<BillData> = {
  name: 'plans.bill',
  title: 'Cobrança de entrada ou quitação de parcelamento',
  schema,
  sample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 12, right: 14, bottom: 10, left: 14 } },
  outputs: ['html', 'pdf'],
}
