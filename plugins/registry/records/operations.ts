import type { RecordField } from '#core/records/index'
import { VACANCY_KINDS, VACANCY_SOURCES } from './population.ts'
import { PROGRAMMES } from './social_benefits.ts'
import { ADDRESS_KINDS, AREAS, DELIVERIES, SITUATIONS } from './options.ts'

/** What people do to a premise on a form of its own: the action, what it asks, and what it says first. */
export interface Operation {
  readonly action: string
  readonly title: string
  /** What it does and what it leaves alone. */
  readonly help: string
  readonly fields: readonly RecordField[]
  readonly reason: 'required' | 'optional' | 'none'
  readonly button: string
  /** Shows every effect before it asks to confirm. */
  readonly isPreviewed?: true
  /** Asks for a paper, which stands with the change. */
  readonly takesDocument?: true
  /** Fields that start with today. */
  readonly today?: readonly string[]
  /** Boxes that start ticked. */
  readonly ticked?: readonly string[]
}

const customer = (label: string, help: string): RecordField => ({
  ...{ name: 'customer_id', label, help },
  type: 'reference',
  record: 'registry.customers',
  isRequired: true,
})
const day = (name: string, label: string, help?: string): RecordField => ({
  ...{ name, label, type: 'date', isRequired: true },
  ...(help ? { help } : {}),
})
const text = (name: string, label: string, more: Partial<RecordField> = {}): RecordField => ({
  ...{ name, label, type: 'text', maxLength: 80 },
  ...more,
})

/** Operations of a premise by the last part of their address. */
export const PREMISE_OPERATIONS: Readonly<Record<string, Operation>> = {
  'holder': {
    action: 'registry.premises.change_holder',
    title: 'Trocar titular',
    help: 'Quem passa a responder pelas faturas. Antes de confirmar, veja o que termina, o que fica com a pessoa e o que fica com o imóvel.',
    fields: [
      customer('Novo titular', 'Busque pelo nome ou CPF; cadastre o cliente antes, se preciso.'),
      day('from_on', 'Responde desde', 'O titular de hoje responde até a véspera.'),
    ],
    reason: 'required',
    button: 'Ver efeitos',
    isPreviewed: true,
    takesDocument: true,
    today: ['from_on'],
  },
  'tenant': {
    action: 'registry.premises.set_tenant',
    title: 'Registrar contrato de locação',
    help: 'Enquanto o contrato vale, faturas e correspondência saem no nome do inquilino; no dia seguinte ao fim, voltam sozinhas ao proprietário. O inquilino anterior fica no histórico.',
    fields: [
      customer('Inquilino', 'Busque pelo nome ou CPF.'),
      text('number', 'Número do contrato', { maxLength: 40 }),
      day(
        'from_on',
        'Locação desde',
        'Um dia que ainda não chegou fica guardado e começa sozinho.'
      ),
      {
        name: 'lease_until',
        label: 'Fim do contrato',
        type: 'date',
        help: 'Último dia, como foi combinado. Vazio: sem prazo.',
      },
      {
        name: 'is_holder',
        label: 'Responde pelas faturas durante a locação',
        type: 'boolean',
        help: 'Passa a ser o titular; o consumo anterior fica com quem era.',
      },
    ],
    reason: 'optional',
    button: 'Registrar contrato',
    today: ['from_on'],
    ticked: ['is_holder'],
  },
  'lease': {
    action: 'registry.premises.change_lease',
    title: 'Prorrogar locação',
    help: 'O inquilino continua, com outro fim de contrato. Quem responde pelas faturas não muda.',
    fields: [day('lease_until', 'Novo fim do contrato')],
    reason: 'optional',
    button: 'Prorrogar locação',
  },
  'end-tenancy': {
    action: 'registry.premises.end_tenancy',
    title: 'Encerrar locação',
    help: 'O inquilino deixa o imóvel. O que consumiu até esse dia continua dele.',
    fields: [
      day('on', 'Último dia da locação'),
      {
        name: 'owner_is_holder',
        label: 'O proprietário passa a responder pelas faturas',
        type: 'boolean',
      },
    ],
    reason: 'optional',
    button: 'Encerrar locação',
    today: ['on'],
    ticked: ['owner_is_holder'],
  },
  'owner': {
    action: 'registry.premises.set_owner',
    title: 'Registrar proprietário',
    help: 'O proprietário anterior fica no histórico. Quem responde pelas faturas não muda por aqui.',
    fields: [customer('Proprietário', 'Busque pelo nome ou CPF.'), day('from_on', 'Desde')],
    reason: 'optional',
    button: 'Registrar proprietário',
    today: ['from_on'],
  },
  'economies': {
    action: 'registry.premises.change_economies',
    title: 'Mudar economias',
    help: 'Quantas moradias, comércios, indústrias ou repartições o imóvel serve. Os meses anteriores à data ficam como foram faturados.',
    fields: [day('from_on', 'Valem desde')],
    reason: 'required',
    button: 'Mudar economias',
    today: ['from_on'],
  },
  'address': {
    action: 'registry.premises.set_address',
    title: 'Outro endereço do imóvel',
    help: 'Além do endereço físico, que não se remove, o imóvel pode ter um endereço alternativo e um secundário.',
    fields: [
      { name: 'kind', label: 'Endereço', type: 'enum', options: ADDRESS_KINDS, isRequired: true },
      text('recipient', 'Aos cuidados de'),
      text('street', 'Logradouro', { isRequired: true, maxLength: 120 }),
      text('number', 'Número', { maxLength: 10 }),
      text('complement', 'Complemento', { maxLength: 60 }),
      text('district', 'Bairro'),
      text('city', 'Cidade', { isRequired: true }),
      text('state', 'UF', { isRequired: true, maxLength: 2, help: 'Duas letras: MT.' }),
      text('zip_code', 'CEP', { maxLength: 9 }),
      { name: 'is_delivery', label: 'Entregar as faturas neste endereço', type: 'boolean' },
    ],
    reason: 'none',
    button: 'Guardar endereço',
  },
  'exchange-address': {
    action: 'registry.premises.exchange_address',
    title: 'Trocar com o endereço principal',
    help: 'O endereço escolhido passa a ser o físico, e o físico passa para o lugar dele. As faturas continuam indo para o mesmo endereço de antes.',
    fields: [
      { name: 'kind', label: 'Endereço', type: 'enum', options: ADDRESS_KINDS, isRequired: true },
    ],
    reason: 'required',
    button: 'Trocar endereços',
  },
  'deactivate-address': {
    action: 'registry.premises.deactivate_address',
    title: 'Desativar outro endereço',
    help: 'O endereço fica no cadastro, sem uso. Se as faturas iam para ele, voltam a ser entregues no imóvel.',
    fields: [
      { name: 'kind', label: 'Endereço', type: 'enum', options: ADDRESS_KINDS, isRequired: true },
    ],
    reason: 'optional',
    button: 'Desativar endereço',
  },
  'remove-address': {
    action: 'registry.premises.remove_address',
    title: 'Remover outro endereço',
    help: 'O endereço sai do cadastro; o histórico diz que existiu. Se as faturas iam para ele, voltam a ser entregues no imóvel.',
    fields: [
      { name: 'kind', label: 'Endereço', type: 'enum', options: ADDRESS_KINDS, isRequired: true },
    ],
    reason: 'none',
    button: 'Remover endereço',
  },
  'social-tariff': {
    action: 'registry.premises.register_social_tariff',
    title: 'Incluir na tarifa social',
    help: 'Confere na hora os critérios do regulador: titular, programa social, renda, categoria, economias, consumo e um benefício por família.',
    fields: [
      customer('Beneficiário', 'O titular da unidade.'),
      { name: 'programme', label: 'Programa', type: 'enum', options: PROGRAMMES, isRequired: true },
      text('programme_number', 'NIS ou número do benefício', { isRequired: true, maxLength: 20 }),
      {
        name: 'income_cents',
        label: 'Renda da família',
        type: 'money',
        isRequired: true,
        help: 'Soma do mês, sem Bolsa Família nem BPC.',
      },
      { name: 'family_size', label: 'Pessoas na família', type: 'integer', isRequired: true },
      day('from_on', 'Vale desde'),
    ],
    reason: 'optional',
    button: 'Conferir e incluir',
    today: ['from_on'],
  },
  'end-social-tariff': {
    action: 'registry.premises.end_social_tariff',
    title: 'Encerrar tarifa social',
    help: 'A unidade volta ao seu tipo de tarifa a partir da próxima carga de leitura.',
    fields: [day('on', 'Último dia')],
    reason: 'required',
    button: 'Encerrar',
    today: ['on'],
  },
  'vacancy': {
    action: 'registry.premises.mark_vacancy',
    title: 'Marcar domicílio sem morador',
    help: 'Domicílio atendido onde ninguém mora: sai da população atendida enquanto a marca vale.',
    fields: [
      { name: 'economies', label: 'Economias', type: 'integer', isRequired: true },
      { name: 'kind', label: 'Motivo', type: 'enum', options: VACANCY_KINDS, isRequired: true },
      {
        name: 'source',
        label: 'Como se soube',
        type: 'enum',
        options: VACANCY_SOURCES,
        isRequired: true,
      },
      day('marked_on', 'Visto em'),
    ],
    reason: 'none',
    button: 'Marcar',
    today: ['marked_on'],
  },
  'end-vacancy': {
    action: 'registry.premises.end_vacancy',
    title: 'Domicílio voltou a ter morador',
    help: 'Encerra as marcas de domicílio sem morador deste imóvel.',
    fields: [day('on', 'Desde')],
    reason: 'none',
    button: 'Encerrar marcas',
    today: ['on'],
  },
  'area': {
    action: 'registry.premises.set_area',
    title: 'Dizer se é urbano ou rural',
    help: 'O que se diz aqui vale antes do perímetro do mapa.',
    fields: [{ name: 'area', label: 'Área', type: 'enum', options: AREAS, isRequired: true }],
    reason: 'none',
    button: 'Guardar',
  },
  'waiting-branch': {
    action: 'registry.premises.register_waiting_branch',
    title: 'Registrar ramal de espera',
    help: 'Ramal deixado pronto para uma ligação futura. Não liga nem cobra nada; quando a água for ligada, deixa de esperar.',
    fields: [
      day('installed_on', 'Instalado em'),
      {
        name: 'diameter',
        label: 'Diâmetro',
        type: 'lookup',
        lookup: 'registry.water_branch_diameters',
        isRequired: true,
      },
      text('note', 'Observação', { maxLength: 200 }),
    ],
    reason: 'none',
    button: 'Registrar ramal',
    today: ['installed_on'],
  },
  'end-waiting-branch': {
    action: 'registry.premises.end_waiting_branch',
    title: 'Retirar ramal de espera',
    help: 'O ramal foi retirado sem chegar a ser ligado.',
    fields: [day('on', 'Retirado em')],
    reason: 'required',
    button: 'Retirar ramal',
    today: ['on'],
  },
  'delivery': {
    action: 'registry.premises.choose_delivery',
    title: 'Endereço de entrega da fatura',
    help: 'Vale a partir da próxima carga de leitura.',
    fields: [
      {
        name: 'delivery',
        label: 'Entregar no',
        type: 'enum',
        options: DELIVERIES,
        isRequired: true,
      },
    ],
    reason: 'none',
    button: 'Escolher',
  },
  'condominium': {
    action: 'registry.premises.join_condominium',
    title: 'Vincular a condomínio',
    help: 'O imóvel passa a ser unidade de um condomínio com medição individualizada, com matrícula, titular e hidrômetro próprios.',
    fields: [
      {
        name: 'master_id',
        label: 'Condomínio',
        type: 'reference',
        record: 'registry.premises',
        isRequired: true,
        help: 'A matrícula principal, do mesmo grupo de faturamento.',
      },
      {
        name: 'fraction',
        label: 'Fração ideal',
        type: 'decimal',
        help: 'Entre 0 e 1; só se o rateio for por fração.',
      },
    ],
    reason: 'optional',
    button: 'Vincular',
  },
  'leave-condominium': {
    action: 'registry.premises.leave_condominium',
    title: 'Desvincular do condomínio',
    help: 'O imóvel deixa de entrar no rateio do condomínio e continua com a mesma matrícula.',
    fields: [],
    reason: 'required',
    button: 'Desvincular',
  },
  'deactivate': {
    action: 'registry.premises.deactivate',
    title: 'Desativar imóvel',
    help: 'A matrícula continua do imóvel para sempre: não muda nem é dada a outro. As ligações precisam estar suprimidas.',
    fields: [day('on', 'Desde')],
    reason: 'required',
    button: 'Desativar imóvel',
    today: ['on'],
  },
  'reactivate': {
    action: 'registry.premises.reactivate',
    title: 'Reativar imóvel',
    help: 'O imóvel volta a uso com a mesma matrícula.',
    fields: [],
    reason: 'required',
    button: 'Reativar imóvel',
  },
}

/** The change of situation of a connection, on a form of its own. */
export const SITUATION_OPERATION: Operation = {
  action: 'registry.connections.change_situation',
  title: 'Mudar situação da ligação',
  help: 'A situação anterior fica no histórico. A outra ligação do imóvel não muda.',
  fields: [
    {
      name: 'situation',
      label: 'Nova situação',
      type: 'enum',
      options: SITUATIONS,
      isRequired: true,
    },
    day('from_on', 'Desde'),
  ],
  reason: 'required',
  button: 'Mudar situação',
  today: ['from_on'],
}

/** Making one of two records of a street, or of a neighbourhood. */
export const MERGE_OPERATIONS: Readonly<Record<'streets' | 'districts', Operation>> = {
  streets: {
    action: 'registry.streets.merge',
    title: 'Unificar com outro logradouro',
    help: 'Os imóveis e as faixas deste passam para o que fica. Este fica inativo, e se encontra pelo nome.',
    fields: [
      {
        name: 'into_id',
        label: 'Logradouro que fica',
        type: 'reference',
        record: 'registry.streets',
        isRequired: true,
      },
    ],
    reason: 'required',
    button: 'Unificar',
  },
  districts: {
    action: 'registry.districts.merge',
    title: 'Unificar com outro bairro',
    help: 'Os imóveis e as faixas deste passam para o que fica. Este fica inativo, e se encontra pelo nome.',
    fields: [
      {
        name: 'into_id',
        label: 'Bairro que fica',
        type: 'reference',
        record: 'registry.districts',
        isRequired: true,
      },
    ],
    reason: 'required',
    button: 'Unificar',
  },
}

/** Linking a premise to a paying body, on the body's page. */
export const LINK_OPERATION: Operation = {
  action: 'registry.paying_bodies.link',
  title: 'Vincular imóvel',
  help: 'O órgão passa a pagar as faturas deste imóvel.',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
      help: 'Busque pela matrícula, pelo titular ou pelo endereço.',
    },
    day('from_on', 'Desde'),
  ],
  reason: 'none',
  button: 'Vincular',
  today: ['from_on'],
}
