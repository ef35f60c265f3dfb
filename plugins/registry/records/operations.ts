import { query } from '#core/database/index'
import {
  type PageContext,
  type RecordField,
  type RecordOperation,
  registeredCodes,
} from '#core/records/index'
import { mergeDistrictsAction, mergeStreetsAction } from '../actions/merge_places.ts'
import type { MergedPlaces } from '../services/merge_places.ts'
import { dueDaysOf } from '../services/due_days.ts'
import { choice, day, reference, text } from './operation.ts'
import { SITUATIONS } from './options.ts'
import { ADDRESS_OPERATIONS } from './address_operations.ts'
import { PEOPLE_OPERATIONS } from './people_operations.ts'

const operations: Readonly<Record<string, RecordOperation>> = {
  ...PEOPLE_OPERATIONS,
  ...ADDRESS_OPERATIONS,
  'economies': {
    action: 'registry.premises.change_economies',
    help: 'Quantas moradias, comércios, indústrias ou repartições o imóvel serve. Os meses anteriores à data ficam como foram faturados.',
    fields: [day('from_on', 'Valem desde')],
    moreFields: categoryFields,
    initial: economiesOfToday,
    inputOf: gatherEconomies,
    button: 'Mudar economias',
    today: ['from_on'],
  },
  'due-day': {
    action: 'registry.premises.choose_due_day',
    help: 'O dia do mês em que vencem as próximas faturas, entre os do grupo de faturamento. Em branco, o dia do grupo.',
    fields: [],
    moreFields: dueDayField,
    initial: async ({ row }) => ({ due_day: row.due_day ? String(row.due_day) : '' }),
    button: 'Escolher dia',
  },
  'waiting-branch': {
    action: 'registry.premises.register_waiting_branch',
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
    button: 'Registrar ramal',
    today: ['installed_on'],
  },
  'end-waiting-branch': {
    action: 'registry.premises.end_waiting_branch',
    help: 'O ramal foi retirado sem chegar a ser ligado.',
    fields: [day('on', 'Retirado em')],
    button: 'Retirar ramal',
    today: ['on'],
  },
  'condominium': {
    action: 'registry.premises.join_condominium',
    help: 'O imóvel passa a ser unidade de um condomínio com medição individualizada, com matrícula, titular e hidrômetro próprios.',
    fields: [
      reference('master_id', 'Condomínio', {
        record: 'registry.premises',
        help: 'A matrícula principal, do mesmo grupo de faturamento.',
      }),
      {
        name: 'fraction',
        label: 'Fração ideal',
        type: 'decimal',
        help: 'Entre 0 e 1; só se o rateio for por fração.',
      },
    ],
    button: 'Vincular',
  },
  'leave-condominium': {
    action: 'registry.premises.leave_condominium',
    help: 'O imóvel deixa de entrar no rateio do condomínio e continua com a mesma matrícula.',
    fields: [],
    button: 'Desvincular',
  },
  'deactivate': {
    action: 'registry.premises.deactivate',
    help: 'A matrícula continua do imóvel para sempre: não muda nem é dada a outro. As ligações precisam estar suprimidas.',
    fields: [day('on', 'Desde')],
    button: 'Desativar imóvel',
    today: ['on'],
  },
  'reactivate': {
    action: 'registry.premises.reactivate',
    help: 'O imóvel volta a uso com a mesma matrícula.',
    fields: [],
    button: 'Reativar imóvel',
  },
}

/** Operations of a premise by the last part of their address. */
export const premiseOperations: Readonly<Record<string, RecordOperation>> = Object.fromEntries(
  Object.entries(operations).map(([name, one]) => [name, { ...one, idInput: 'premise_id' }])
)

/** The change of situation of a connection: done and left on the page of its premise. */
export const situationOperation: RecordOperation = {
  action: 'registry.connections.change_situation',
  idInput: 'connection_id',
  help: 'A situação anterior fica no histórico. A outra ligação do imóvel não muda.',
  fields: [choice('situation', 'Nova situação', SITUATIONS), day('from_on', 'Desde')],
  backTo: ({ premise_id: premise }) => `/registry/premises/${String(premise)}`,
  button: 'Mudar situação',
  today: ['from_on'],
}

/** Making one of two records of a street. */
export const streetMerge = merging('streets', 'logradouro', mergeStreetsAction)
/** The same of a neighbourhood. */
export const districtMerge = merging('districts', 'bairro', mergeDistrictsAction)

type MergeAction = typeof mergeStreetsAction

function merging(
  places: 'streets' | 'districts',
  word: string,
  action: MergeAction
): RecordOperation {
  const stays = `${word.charAt(0).toUpperCase()}${word.slice(1)} que fica`
  return {
    action: `registry.${places}.merge`,
    help: 'Os imóveis e as faixas deste passam para o que fica. Este fica inativo, e se encontra pelo nome.',
    fields: [reference('into_id', stays, { record: `registry.${places}` })],
    button: 'Ver o que vai acontecer',
    async preview(context, input) {
      const merged = await action.run(context, input as Parameters<MergeAction['run']>[1])
      return [{ title: '', lines: mergeEffects(merged) }]
    },
  }
}

function mergeEffects({ kept, merged, units, rangesLeft }: MergedPlaces): string[] {
  const moved = units === 1 ? '1 imóvel passa' : `${units} imóveis passam`
  const left =
    rangesLeft === 1 ? '1 faixa que os dois têm fica' : `${rangesLeft} faixas que os dois têm ficam`
  return [
    `${units ? moved : 'Nenhum imóvel passa'} de ${merged.label} (código ${merged.code}) para ${kept.label} (código ${kept.code}).`,
    `${merged.label} (código ${merged.code}) fica inativo e continua a ser encontrado pelo nome.`,
    ...(rangesLeft ? [`${left} no inativo.`] : []),
  ]
}

/** Linking a premise to a paying body, on the body's page. */
export const linkOperation: RecordOperation = {
  action: 'registry.paying_bodies.link',
  idInput: 'body_id',
  help: 'O órgão passa a pagar as faturas deste imóvel.',
  fields: [
    reference('premise_id', 'Imóvel', {
      record: 'registry.premises',
      help: 'Busque pela matrícula, pelo titular ou pelo endereço.',
    }),
    day('from_on', 'Desde'),
  ],
  button: 'Vincular',
  today: ['from_on'],
}

const MONTH = Array.from({ length: 31 }, (_, index) => index + 1)

/** The days that the group of the premise offers. */
async function dueDayField({ tx, municipalityId, row }: PageContext): Promise<RecordField[]> {
  const groupId = BigInt(String(row.billing_group_id))
  const days = await dueDaysOf(tx, { municipalityId, groupId })
  const options = (days.length ? days : MONTH).map((one) => ({
    ...{ value: String(one), label: `Dia ${one}` },
  }))
  return [{ name: 'due_day', label: 'Dia de vencimento', type: 'enum', options }]
}

const CATEGORY_PREFIX = 'economies_'

/** One box for each category that the utility uses. */
async function categoryFields({ tx, municipalityId }: PageContext): Promise<RecordField[]> {
  const categories = await registeredCodes('registry.categories', municipalityId, tx)
  return categories.map(({ value, title }) => ({
    name: `${CATEGORY_PREFIX}${value}`,
    label: title,
    type: 'integer',
  }))
}

/** The economies of today, so that only what changes is typed. */
async function economiesOfToday({ tx, row }: PageContext): Promise<Record<string, string>> {
  const rows = await query<{ category: string; economies: number }>(
    tx,
    'select category, economies from registry_premise_economies where premise_id = ? and until_on is null',
    [row.id]
  )
  return Object.fromEntries(
    rows.map(({ category, economies }) => [`${CATEGORY_PREFIX}${category}`, String(economies)])
  )
}

/** The boxes of the categories as one value. */
function gatherEconomies(filled: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isCount = ([name]: [string, unknown]) => name.startsWith(CATEGORY_PREFIX)
  const entries = Object.entries(filled)
  const counts = entries.filter(isCount)
  const economies = counts.map(([name, count]) => [name.slice(CATEGORY_PREFIX.length), count])
  return {
    ...Object.fromEntries(entries.filter((entry) => !isCount(entry))),
    ...(counts.length ? { economies: Object.fromEntries(economies) } : {}),
  }
}
