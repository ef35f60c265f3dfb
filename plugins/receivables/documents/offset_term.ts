import { type DocumentType, schemaParts as s } from '#core/documents/index'

/** Cents as text, dates `YYYY-MM-DD`. */
export interface OffsetTermData {
  readonly utility: { readonly name: string; readonly cnpj: string }
  readonly number: string
  readonly on: string
  readonly amount_cents: string
  readonly customer: string
  readonly taxpayer_id: string | null
  readonly obligation: string
  readonly legal_basis: string
  readonly debts: readonly {
    readonly number: string
    readonly reference: string
    readonly due_on: string
    readonly amount_cents: string
  }[]
}

const schema = {
  ...s.object('Termo de encontro de contas', {
    utility: s.object('Prestador', { name: s.text('Nome', 120), cnpj: s.cnpj('CNPJ') }),
    number: s.text('Número', 20),
    on: s.date('Compensado em'),
    amount_cents: s.cents('Valor compensado'),
    customer: s.text('Cliente', 200),
    taxpayer_id: s.orNull(s.text('CPF ou CNPJ', 20)),
    obligation: s.text('O que o prestador deve', 500),
    legal_basis: s.text('Base legal', 300),
    debts: s.list(
      'Débitos',
      s.object('Débito', {
        number: s.text('Documento', 20),
        reference: s.text('Referência', 7),
        due_on: s.date('Vencimento'),
        amount_cents: s.cents('Em aberto'),
      }),
      400
    ),
  }),
  $id: 'aqueduto:receivables.offset_term',
}

const template = `<article class="offset-term">
  <h1>{{utility.name}}</h1><p class="soft">CNPJ {{cnpj utility.cnpj}}</p>
  <h2>Termo de encontro de contas {{number}}</h2>
  <p>O prestador e <b>{{customer}}</b>{{#if taxpayer_id}} ({{taxpayer_id}}){{/if}} compensam, em {{date on}}, o valor de <b>{{brl amount_cents}}</b>, que o prestador deve e que paga os débitos abaixo, sem movimento de dinheiro.</p>
  <dl><dt>O que o prestador deve</dt><dd>{{obligation}}</dd><dt>Base legal</dt><dd>{{legal_basis}}</dd></dl>
  {{#if debts.length}}<table><thead><tr><th>Documento</th><th>Referência</th><th>Vencimento</th><th>Em aberto</th></tr></thead><tbody>{{#each debts}}<tr><td>{{number}}</td><td>{{reference}}</td><td>{{date due_on}}</td><td>{{brl amount_cents}}</td></tr>{{/each}}</tbody></table>{{/if}}
  <p class="sign">Pelo prestador</p><p class="sign">Por {{customer}}</p>
</article>
`

const style = `.offset-term { font-size: 10pt; line-height: 1.45; color: #1b2530 }
.offset-term h1 { font-size: 12pt; margin: 0 }
.offset-term h2 { font-size: 13pt; margin: 6mm 0 3mm }
.offset-term .soft { color: #5a6b79; font-size: 8.5pt; margin: 0 }
.offset-term dt { color: #5a6b79; font-size: 8.5pt }
.offset-term dd { margin: 0 0 2mm }
.offset-term table { width: 100%; border-collapse: collapse; margin: 4mm 0 }
.offset-term th, .offset-term td { text-align: left; padding: 1mm 2mm; border-bottom: 0.2mm solid #c9d3da; font-variant-numeric: tabular-nums }
.offset-term .sign { margin-top: 16mm; border-top: 0.2mm solid #1b2530; padding-top: 1mm; width: 80mm }
`

const sample: OffsetTermData = {
  utility: { name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas', cnpj: '11222333000181' },
  ...{ number: '2026-000003', on: '2026-11-20', amount_cents: '125000' },
  ...{ customer: 'Prefeitura de Vale das Águas', taxpayer_id: '11.222.333/0001-81' },
  obligation: 'Cessão de máquinas, nota de empenho 2026NE00123',
  legal_basis: 'Código Civil, art. 368; Lei municipal 1.234/2020, art. 5º',
  debts: [
    {
      ...{ number: '000000004821', reference: '2026-09', due_on: '2026-10-10' },
      amount_cents: '125000',
    },
  ],
}

/** What both parties sign. */
export const offsetTermDocument: DocumentType<OffsetTermData> = {
  ...{ name: 'receivables.offset_term', title: 'Termo de encontro de contas' },
  ...{ schema, sample, template, style },
  paper: { format: 'A4', margins: { top: 18, right: 18, bottom: 18, left: 18 } },
  outputs: ['html', 'pdf'],
}
