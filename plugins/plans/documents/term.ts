import { type DocumentType, schemaParts as s } from '#core/documents/index'

/** Cents as text, dates `YYYY-MM-DD`. */
export interface TermData {
  readonly utility: {
    readonly name: string
    readonly cnpj: string
    readonly address: string
    readonly sac_phone: string
  }
  readonly plan: {
    readonly title: string
    readonly number: string
    readonly previous: string | null
    readonly signed_on: string
    readonly signed_by: string
    readonly debt_cents: string
    readonly fine_cents: string
    readonly interest_cents: string
    readonly correction_cents: string
    readonly discount_cents: string | null
    readonly discount_law: string | null
    readonly negotiated_cents: string
    readonly down_cents: string | null
    readonly down_due_on: string | null
    readonly plan_interest_cents: string
    readonly total_cents: string
    readonly method: string
    readonly effect: string
    readonly breach: string
  }
  readonly client: { readonly name: string; readonly tax_id: string | null }
  readonly premise: {
    readonly registration: string
    readonly address: string
    readonly district: string
  }
  readonly debts: readonly {
    readonly title: string
    readonly origin: string | null
    readonly due_on: string
    readonly open_cents: string
    readonly charges_cents: string
    readonly total_cents: string
  }[]
  readonly schedule: readonly {
    readonly label: string
    readonly when: string
    readonly principal_cents: string
    readonly interest_cents: string
    readonly amount_cents: string
  }[]
  readonly signatory: string
  readonly city: string
}

const schema = {
  ...s.object('Termo de parcelamento', {
    utility: s.issuer(),
    plan: s.object('Parcelamento', {
      title: s.text('Título', 80),
      number: s.text('Número', 20),
      previous: s.orNull(s.text('Parcelamento que substitui', 20)),
      signed_on: s.date('Assinado em'),
      signed_by: s.text('Quem atendeu', 120),
      debt_cents: s.cents('Débitos'),
      fine_cents: s.cents('Multa'),
      interest_cents: s.cents('Juros de mora'),
      correction_cents: s.cents('Correção monetária'),
      discount_cents: s.orNull(s.cents('Desconto')),
      discount_law: s.orNull(s.text('Lei do desconto', 200)),
      negotiated_cents: s.cents('Dívida negociada'),
      down_cents: s.orNull(s.cents('Entrada')),
      down_due_on: s.orNull(s.date('Vencimento da entrada')),
      plan_interest_cents: s.cents('Juros das parcelas'),
      total_cents: s.cents('Total a pagar'),
      method: s.text('Como se calculam os juros', 200),
      effect: s.text('Quando passa a valer', 300),
      breach: s.text('Quando se desfaz', 400),
    }),
    client: s.object('Cliente', {
      name: s.text('Nome', 200),
      tax_id: s.orNull(s.taxId('CPF ou CNPJ, sem máscara (o modelo mascara o CPF)')),
    }),
    premise: s.object('Imóvel', {
      registration: s.digits('Matrícula com dígito', 2, 15),
      address: s.text('Logradouro, número e complemento', 300),
      district: s.text('Bairro', 120),
    }),
    debts: s.list(
      'Débitos incluídos',
      s.object('Débito', {
        title: s.text('O que é', 200),
        origin: s.orNull(s.text('Imóvel de onde veio', 40)),
        due_on: s.date('Vencimento'),
        open_cents: s.cents('Valor'),
        charges_cents: s.cents('Encargos'),
        total_cents: s.cents('Total'),
      }),
      600
    ),
    schedule: s.list(
      'Parcelas',
      s.object('Parcela', {
        label: s.text('Parcela', 40),
        when: s.text('Quando', 60),
        principal_cents: s.cents('Principal'),
        interest_cents: s.cents('Juros'),
        amount_cents: s.cents('Valor'),
      }),
      300
    ),
    signatory: s.text('Quem assina pelo prestador', 120),
    city: s.text('Cidade', 120),
  }),
  $id: 'aqueduto:plans.term',
}

const template = `<article class="plan-term">
  <header>
    <h1>{{utility.name}}</h1>
    <p>{{utility.address}} · CNPJ {{cnpj utility.cnpj}} · SAC {{utility.sac_phone}}</p>
  </header>
  <h2>{{plan.title}} nº {{plan.number}}</h2>
  <p><b>{{client.name}}</b>{{#if client.tax_id}}, {{taxId client.tax_id}}{{/if}}, responsável pelo imóvel de matrícula {{registration premise.registration}}, {{premise.address}}, {{premise.district}}, reconhece os débitos abaixo e se compromete a pagá-los como segue.{{#if plan.previous}} Este termo substitui o parcelamento {{plan.previous}}.{{/if}}</p>
  <h3>Débitos incluídos</h3>
  <table>
    <thead><tr><th>Débito</th><th>Vencimento</th><th class="n">Valor (R$)</th><th class="n">Encargos (R$)</th><th class="n">Total (R$)</th></tr></thead>
    <tbody>{{#each debts}}<tr><td>{{title}}{{#if origin}}<small>do imóvel {{registration origin}}</small>{{/if}}</td><td>{{date due_on}}</td><td class="n">{{money open_cents}}</td><td class="n">{{money charges_cents}}</td><td class="n">{{money total_cents}}</td></tr>{{/each}}</tbody>
  </table>
  <dl>
    <dt>Débitos</dt><dd>{{brl plan.debt_cents}}</dd>
    <dt>Multa</dt><dd>{{brl plan.fine_cents}}</dd>
    <dt>Juros de mora</dt><dd>{{brl plan.interest_cents}}</dd>
    <dt>Correção monetária</dt><dd>{{brl plan.correction_cents}}</dd>
    {{#if plan.discount_cents}}<dt>Desconto ({{plan.discount_law}})</dt><dd>− {{brl plan.discount_cents}}</dd>{{/if}}
    <dt>Dívida negociada</dt><dd><b>{{brl plan.negotiated_cents}}</b></dd>
    {{#if plan.down_cents}}<dt>Entrada, até {{date plan.down_due_on}}</dt><dd>{{brl plan.down_cents}}</dd>{{/if}}
    <dt>Juros das parcelas ({{plan.method}})</dt><dd>{{brl plan.plan_interest_cents}}</dd>
    <dt>Total a pagar</dt><dd><b>{{brl plan.total_cents}}</b></dd>
  </dl>
  <h3>Parcelas</h3>
  <table>
    <thead><tr><th>Parcela</th><th>Quando</th><th class="n">Principal (R$)</th><th class="n">Juros (R$)</th><th class="n">Valor (R$)</th></tr></thead>
    <tbody>{{#each schedule}}<tr><td>{{label}}</td><td>{{when}}</td><td class="n">{{money principal_cents}}</td><td class="n">{{money interest_cents}}</td><td class="n">{{money amount_cents}}</td></tr>{{/each}}</tbody>
  </table>
  <p>{{plan.effect}} {{plan.breach}}</p>
  <p class="date">{{city}}, {{date plan.signed_on}}</p>
  <div class="signs"><p>{{client.name}}<br>Cliente</p><p>{{signatory}}<br>{{utility.name}}</p></div>
  <p class="by">Atendimento: {{plan.signed_by}}</p>
</article>
`

const style = `.plan-term { font-size: 9.5pt; line-height: 1.45; color: #1b2530 }
.plan-term header { border-bottom: 0.4mm solid #0b5c8c; margin-bottom: 5mm }
.plan-term h1 { margin: 0; font-size: 13pt; color: #083f63 }
.plan-term header p { margin: 1mm 0 2mm; font-size: 8pt; color: #5a6b79 }
.plan-term h2 { font-size: 14pt; text-align: center; margin: 4mm 0 }
.plan-term h3 { font-size: 10.5pt; margin: 4mm 0 1mm; color: #083f63 }
.plan-term table { width: 100%; border-collapse: collapse }
.plan-term th { padding: 1mm 0; border-bottom: 0.3mm solid #0b5c8c; text-align: left; font-size: 7.5pt; color: #5a6b79 }
.plan-term td { padding: 0.9mm 0; border-bottom: 0.2mm solid #e8eef3 }
.plan-term tr { break-inside: avoid }
.plan-term small { display: block; color: #5a6b79 }
.plan-term .n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
.plan-term dl { display: grid; grid-template-columns: 1fr auto; gap: 0.6mm 6mm; margin: 3mm 0 0; padding: 2mm 3mm; background: #f3f7fa }
.plan-term dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums }
.plan-term .date { margin-top: 8mm }
.plan-term .signs { display: flex; justify-content: space-between; gap: 12mm; margin-top: 16mm; break-inside: avoid }
.plan-term .signs p { flex: 1; padding-top: 1mm; border-top: 0.2mm solid #1b2530; text-align: center }
.plan-term .by { color: #5a6b79; font-size: 7.5pt }
`

const sample: TermData = {
  utility: {
    name: 'Serviço Autônomo de Água e Esgoto de Vale das Águas',
    cnpj: '11222333000181',
    address: 'Avenida das Nascentes, 500, Centro, Vale das Águas',
    sac_phone: '0800 000 1234',
  },
  plan: {
    ...{ title: 'Termo de parcelamento', number: '12/2026', previous: null },
    ...{ signed_on: '2026-11-20', signed_by: 'Carla Nunes', debt_cents: '30000' },
    ...{ fine_cents: '600', interest_cents: '300', correction_cents: '0' },
    ...{ discount_cents: null, discount_law: null, negotiated_cents: '30900' },
    ...{ down_cents: '6180', down_due_on: '2026-11-25', plan_interest_cents: '498' },
    ...{ total_cents: '31398', method: 'Tabela Price, 1 % ao mês' },
    effect: 'O parcelamento passa a valer quando a entrada é paga.',
    breach: 'Desfaz-se com duas parcelas seguidas em atraso, ou três ao todo.',
  },
  client: { name: 'Maria Aparecida dos Santos', tax_id: '52998224725' },
  premise: {
    ...{ registration: '000123457', address: 'Rua das Palmeiras, 120' },
    district: 'Jardim Primavera',
  },
  debts: [
    {
      ...{ title: 'Fatura 000000004711, 09/2026', origin: null, due_on: '2026-09-10' },
      ...{ open_cents: '30000', charges_cents: '900', total_cents: '30900' },
    },
  ],
  schedule: [
    {
      ...{ label: '1/3', when: 'fatura de 12/2026', principal_cents: '8158' },
      ...{ interest_cents: '247', amount_cents: '8405' },
    },
    {
      ...{ label: '2/3', when: 'fatura de 01/2027', principal_cents: '8240' },
      ...{ interest_cents: '166', amount_cents: '8406' },
    },
    {
      ...{ label: '3/3', when: 'fatura de 02/2027', principal_cents: '8322' },
      ...{ interest_cents: '85', amount_cents: '8407' },
    },
  ],
  ...{ signatory: 'Maria Souza', city: 'Vale das Águas, MT' },
}

/** What the client confesses and promises, as it stood on the day of signing (TR-3.2.9.2.5a, TR-3.2.9.2.5b). */
export const termDocument: DocumentType<TermData> = {
  name: 'plans.term',
  title: 'Termo de parcelamento',
  schema,
  sample,
  template,
  style,
  paper: { format: 'A4', margins: { top: 16, right: 16, bottom: 14, left: 16 } },
  outputs: ['html', 'pdf'],
}
