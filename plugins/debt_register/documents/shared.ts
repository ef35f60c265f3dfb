import { schemaParts as s } from '#core/documents/index'

/** An entry as papers list it; amounts in cents. */
export interface PaperEntry {
  readonly number: string | null
  readonly bill: string | null
  readonly origin: string
  readonly reference: string
  readonly due_on: string
  readonly book: number | null
  readonly page: number | null
  readonly line: number | null
  readonly original_cents: string
  readonly fine_cents: string
  readonly interest_cents: string
  readonly correction_cents: string
  readonly total_cents: string
}

export interface PaperTotals {
  readonly original_cents: string
  readonly fine_cents: string
  readonly interest_cents: string
  readonly correction_cents: string
  readonly total_cents: string
}

/** What every paper of the register says. */
export interface PaperData {
  readonly utility: {
    readonly name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
  }
  readonly number: string
  readonly process: string
  readonly terms: readonly { readonly number: string; readonly inscribed_on: string }[]
  readonly debtor: {
    readonly name: string
    readonly tax_id: string | null
    readonly address: string
  }
  readonly owner: { readonly name: string; readonly tax_id: string | null } | null
  /** The law by which the owner answers too; null: does not. */
  readonly joint_basis: string | null
  readonly premise: {
    readonly registration: string
    readonly address: string
    readonly district: string
  } | null
  readonly legal_basis: string
  readonly nature: string
  /** How interest and the other charges are worked out. */
  readonly charges_basis: string
  readonly text: string | null
  readonly entries: readonly PaperEntry[]
  readonly totals: PaperTotals
  readonly payment: {
    readonly number: string
    readonly valid_until: string
    readonly barcode: string
    readonly line: string
    readonly pix: string | null
  } | null
  readonly issued_on: string
  readonly issued_by: string
  readonly officer: string
}

const person = {
  name: s.text('Nome', 200),
  tax_id: s.orNull(s.text('CPF ou CNPJ', 20)),
}
const cents = {
  original_cents: s.cents('Valor originário'),
  fine_cents: s.cents('Multa'),
  interest_cents: s.cents('Juros'),
  correction_cents: s.cents('Correção'),
  total_cents: s.cents('Total'),
}
export const utility = s.issuer()
export const entry = s.object('Lançamento', {
  number: s.orNull(s.text('Número da inscrição', 20)),
  bill: s.orNull(s.text('Fatura', 40)),
  origin: s.text('Origem', 80),
  reference: s.month('Referência'),
  due_on: s.date('Vencimento'),
  book: s.orNull(s.count('Livro')),
  page: s.orNull(s.count('Folha')),
  line: s.orNull(s.count('Sequência')),
  ...cents,
})
export const totals = s.object('Totais', cents)

export const paperSchema = (title: string, id: string) => ({
  ...s.object(title, {
    utility,
    number: s.text('Número', 20),
    process: s.text('Processo administrativo', 20),
    terms: s.list(
      'Termos de inscrição',
      s.object('Termo', { number: s.text('Número', 20), inscribed_on: s.date('Inscrito em') }),
      500
    ),
    debtor: s.object('Devedor', { ...person, address: s.text('Endereço', 400) }),
    owner: s.orNull(s.object('Proprietário', person)),
    joint_basis: s.orNull(s.text('Responsabilidade do proprietário', 200)),
    premise: s.orNull(
      s.object('Imóvel', {
        registration: s.digits('Matrícula com dígito', 2, 15),
        address: s.text('Logradouro, número e complemento', 300),
        district: s.text('Bairro', 120),
      })
    ),
    legal_basis: s.text('Fundamento legal', 600),
    nature: s.text('Natureza', 60),
    charges_basis: s.text('Forma de calcular os encargos', 600),
    text: s.orNull(s.text('Texto', 2000)),
    entries: s.list('Lançamentos', entry, 2000),
    totals,
    payment: s.orNull(
      s.object('Pagamento', {
        number: s.text('Documento', 20),
        valid_until: s.date('Válido até'),
        barcode: s.digits('Código de barras', 44),
        line: s.text('Linha digitável', 60),
        pix: s.orNull(s.text('Pix', 600)),
      })
    ),
    issued_on: s.date('Data de emissão'),
    issued_by: s.text('Quem emitiu', 120),
    officer: s.text('Cargo de quem assina', 120),
  }),
  $id: `aqueduto:${id}`,
})

export const HEAD = `<header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>`

/** Who owes, of which premise, in which process. */
export const WHO = `<dl class="who">
    <dt>Devedor</dt><dd>{{debtor.name}}{{#if debtor.tax_id}} · {{debtor.tax_id}}{{/if}}<br>{{debtor.address}}</dd>
    {{#if owner}}<dt>Proprietário</dt><dd>{{owner.name}}{{#if owner.tax_id}} · {{owner.tax_id}}{{/if}}{{#if joint_basis}}<br>Corresponsável: {{joint_basis}}{{/if}}</dd>{{/if}}
    {{#if premise}}<dt>Imóvel</dt><dd>Matrícula {{registration premise.registration}} · {{premise.address}} · {{premise.district}}</dd>{{/if}}
    <dt>Processo</dt><dd>{{process}}</dd>
    {{#if terms.length}}<dt>{{plural terms.length "Inscrição" "Inscrições"}}</dt><dd>{{#each terms}}termo {{number}}, de {{date inscribed_on}}{{#unless @last}}; {{/unless}}{{/each}}</dd>{{/if}}
    <dt>Natureza</dt><dd>{{nature}}</dd>
    <dt>Fundamento legal</dt><dd>{{legal_basis}}</dd>
  </dl>`

/** The entries with their amounts. */
export const ENTRIES = `<table>
    <thead><tr><th>Inscrição</th><th>Livro/folha/seq.</th><th>Origem</th><th>Ref.</th><th>Vencimento</th><th class="n">Valor</th><th class="n">Multa</th><th class="n">Juros</th><th class="n">Correção</th><th class="n">Total</th></tr></thead>
    <tbody>{{#each entries}}<tr>
      <td>{{#if number}}{{number}}{{else}}—{{/if}}</td>
      <td>{{#if book}}{{book}}/{{page}}/{{line}}{{else}}—{{/if}}</td>
      <td>{{origin}}{{#if bill}} {{bill}}{{/if}}</td><td>{{refMonth reference}}</td><td>{{date due_on}}</td>
      <td class="n">{{money original_cents}}</td><td class="n">{{money fine_cents}}</td><td class="n">{{money interest_cents}}</td><td class="n">{{money correction_cents}}</td><td class="n">{{money total_cents}}</td>
    </tr>{{/each}}</tbody>
    <tfoot><tr><th colspan="5">{{entries.length}} {{plural entries.length "débito" "débitos"}}, em R$</th><td class="n">{{money totals.original_cents}}</td><td class="n">{{money totals.fine_cents}}</td><td class="n">{{money totals.interest_cents}}</td><td class="n">{{money totals.correction_cents}}</td><td class="n">{{money totals.total_cents}}</td></tr></tfoot>
  </table>
  <p class="fine">{{charges_basis}}</p>`

export const SIGN = `<p class="date">{{date issued_on}}</p>
  <p class="sign">{{issued_by}}<br><small>{{officer}}</small></p>`

export const style = `.register { font-size: 9.5pt; line-height: 1.45; color: #1b2530 }
.register h1, .register p { margin: 0 }
.register header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 5mm; padding-bottom: 2mm }
.register h1 { font-size: 13pt; color: #083f63 }
.register header p, .register .fine { font-size: 7.5pt; color: #5a6b79 }
.register h2 { font-size: 13pt; text-align: center; margin: 4mm 0 5mm }
.register .who { display: grid; grid-template-columns: 28mm 1fr; gap: 1mm 3mm; margin: 0 0 5mm }
.register dt { color: #5a6b79; font-size: 8pt }
.register dd { margin: 0 }
.register .text { margin: 0 0 5mm; white-space: pre-line; text-align: justify }
.register table { width: 100%; border-collapse: collapse; font-size: 8pt; font-variant-numeric: tabular-nums }
.register thead { display: table-header-group }
.register tr { break-inside: avoid }
.register th { text-align: left; font-weight: 600; border-bottom: 0.3mm solid #8fa0ad; padding: 1mm }
.register td { padding: 0.8mm 1mm; border-bottom: 0.1mm solid #dbe2e8 }
.register .n { text-align: right; white-space: nowrap }
.register tfoot td, .register tfoot th { border-top: 0.3mm solid #1b2530; border-bottom: 0; font-weight: 700 }
.register .fine { margin-top: 2mm }
.register .pay { display: flex; gap: 6mm; align-items: flex-end; margin-top: 6mm; padding-top: 4mm; border-top: 0.25mm dashed #8fa0ad; break-inside: avoid }
.register .pay .digits { font-size: 9pt; font-weight: 600; letter-spacing: 0.3mm; margin-bottom: 2mm }
.register .date { margin-top: 10mm }
.register .sign { margin-top: 14mm; padding-top: 1mm; border-top: 0.2mm solid #1b2530; width: 75mm; text-align: center; break-inside: avoid }
.register .two { display: flex; gap: 12mm }
`

export const sample: PaperData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  ...{ number: '2026/000012', process: '2026/000031' },
  terms: [{ number: '2026/000008', inscribed_on: '2026-08-03' }],
  debtor: {
    ...{ name: 'Maria Aparecida dos Santos', tax_id: '123.456.789-09' },
    address: 'Rua das Palmeiras, 120, Jardim Primavera, Vale das Águas, MT',
  },
  owner: { name: 'José Ribeiro', tax_id: '987.654.321-00' },
  joint_basis: null,
  premise: {
    ...{ registration: '000123457', address: 'Rua das Palmeiras, 120' },
    district: 'Jardim Primavera',
  },
  legal_basis: 'Lei 4.320/1964, art. 39, § 2º; Lei 6.830/1980, art. 2º; Lei 11.445/2007, art. 29',
  nature: 'Não tributária (tarifa)',
  charges_basis:
    'Multa, juros de mora e correção monetária contados do vencimento de cada débito até 20/11/2026.',
  text: 'Os débitos abaixo foram inscritos em dívida ativa.',
  entries: [
    {
      ...{ number: '2026/000021', bill: '000000012345', origin: 'Fatura', reference: '2026-04' },
      ...{ due_on: '2026-05-10', book: 1, page: 3, line: 5, original_cents: '10000' },
      ...{ fine_cents: '200', interest_cents: '300', correction_cents: '0', total_cents: '10500' },
    },
  ],
  totals: {
    ...{ original_cents: '10000', fine_cents: '200', interest_cents: '300' },
    ...{ correction_cents: '0', total_cents: '10500' },
  },
  payment: null,
  ...{ issued_on: '2026-11-20', issued_by: 'Ana Ribeiro' },
  officer: 'Procurador(a) responsável pela dívida ativa',
}
