import { type DocumentType, schemaParts as s } from '#core/documents/index'

export interface DemandData {
  readonly utility: {
    readonly name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
  }
  readonly number: string
  readonly issued_on: string
  readonly pay_until: string
  readonly body: string
  readonly taxpayer_id: string | null
  readonly city: string
  readonly units: readonly {
    readonly registration: string
    readonly address: string
    readonly bills: number
    readonly since: string
    readonly cents: string
  }[]
  readonly total_cents: string
}

const schema = {
  ...s.object('Carta de cobrança a órgão público', {
    utility: s.issuer(),
    number: s.text('Número da carta', 20),
    issued_on: s.date('Data de emissão'),
    pay_until: s.date('Pagar até'),
    body: s.text('Órgão', 120),
    taxpayer_id: s.orNull(s.cnpj('CNPJ do órgão')),
    city: s.text('Município e UF', 120),
    units: s.list(
      'Unidades',
      s.object('Unidade', {
        registration: s.digits('Matrícula com dígito', 2, 15),
        address: s.text('Endereço', 300),
        bills: s.count('Débitos vencidos'),
        since: s.date('Vencidos desde'),
        cents: s.cents('Valor original'),
      }),
      5000
    ),
    total_cents: s.cents('Total'),
  }),
  $id: 'aqueduto:collections.demand',
}

const template = `<article class="body-demand">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <h2>Carta de cobrança nº {{number}}</h2>
  <p class="to">A <strong>{{body}}</strong>{{#if taxpayer_id}}<br>CNPJ {{cnpj taxpayer_id}}{{/if}}<br>{{city}}</p>
  <p>Constam em aberto os débitos de água e esgoto das unidades abaixo, sob a responsabilidade desse órgão. Pedimos o pagamento até <strong>{{date pay_until}}</strong>, ou a proposta de acordo no mesmo prazo.</p>
  <table>
    <thead><tr><th>Matrícula</th><th>Unidade</th><th class="num">Débitos</th><th>Desde</th><th class="num">Valor original</th></tr></thead>
    <tbody>
    {{#each units}}<tr><td>{{registration registration}}</td><td>{{address}}</td><td class="num">{{bills}}</td><td>{{date since}}</td><td class="num">{{brl cents}}</td></tr>
    {{/each}}
    </tbody>
    <tfoot><tr><td colspan="4">Total, sem multa, juros e correção</td><td class="num">{{brl total_cents}}</td></tr></tfoot>
  </table>
  <p>Os serviços públicos de saneamento são remunerados pelos seus usuários, inclusive os órgãos públicos (Lei 11.445/2007, art. 29). O que já tiver sido pago deve ser desconsiderado.</p>
  <p class="date">{{date issued_on}}</p>
</article>
`

const style = `.body-demand { font-size: 10.5pt; line-height: 1.5 }
.body-demand header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 8mm }
.body-demand h1 { margin: 0; font-size: 13pt; color: #083f63 }
.body-demand header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.body-demand h2 { font-size: 14pt; text-align: center; margin: 8mm 0 6mm }
.body-demand table { width: 100%; border-collapse: collapse; margin: 6mm 0 }
.body-demand th { text-align: left; font-size: 9pt; color: #5a6b79; border-bottom: 0.3mm solid #8fa0ad; padding: 1mm 2mm }
.body-demand td { border-bottom: 0.1mm solid #d5dde3; padding: 1mm 2mm }
.body-demand tr { break-inside: avoid }
.body-demand tfoot td { border-top: 0.3mm solid #1b2530; border-bottom: 0; font-weight: 600 }
.body-demand .num { text-align: right; font-variant-numeric: tabular-nums }
.body-demand .date { margin-top: 12mm }
`

const sample: DemandData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  ...{ number: '2026-0007', issued_on: '2026-11-23', pay_until: '2026-12-15' },
  ...{ body: 'Secretaria Municipal de Educação', taxpayer_id: '11444777000161' },
  city: 'Vale das Águas, MT',
  units: [
    {
      ...{ registration: '000123457', address: 'Rua das Palmeiras, 120', bills: 2 },
      ...{ since: '2026-08-10', cents: '30000' },
    },
    {
      ...{ registration: '000098761', address: 'Avenida Central, 900', bills: 1 },
      ...{ since: '2026-09-10', cents: '12500' },
    },
  ],
  total_cents: '42500',
}

/** What a public body is asked for, unit by unit (CM-26). */
export const demandDocument: DocumentType<DemandData> = {
  name: 'collections.demand',
  title: 'Carta de cobrança a órgão público',
  schema,
  sample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 18, right: 18, bottom: 18, left: 20 } },
  outputs: ['html', 'pdf'],
}
