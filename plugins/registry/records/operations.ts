import type { MergedPlaces } from '../services/merge_places.ts'
import { type Operation, choice, day, reference, text } from './operation.ts'
import { SITUATIONS } from './options.ts'
import { ADDRESS_OPERATIONS } from './address_operations.ts'
import { PEOPLE_OPERATIONS } from './people_operations.ts'

/** Operations of a premise by the last part of their address. */
export const PREMISE_OPERATIONS: Readonly<Record<string, Operation>> = {
  ...PEOPLE_OPERATIONS,
  ...ADDRESS_OPERATIONS,
  'economies': {
    action: 'registry.premises.change_economies',
    title: 'Mudar economias',
    help: 'Quantas moradias, comércios, indústrias ou repartições o imóvel serve. Os meses anteriores à data ficam como foram faturados.',
    fields: [day('from_on', 'Valem desde')],
    reason: 'required',
    button: 'Mudar economias',
    today: ['from_on'],
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
  'condominium': {
    action: 'registry.premises.join_condominium',
    title: 'Vincular a condomínio',
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
  fields: [choice('situation', 'Nova situação', SITUATIONS), day('from_on', 'Desde')],
  reason: 'required',
  button: 'Mudar situação',
  today: ['from_on'],
}

/** Making one of two records of a street, or of a neighbourhood. */
export const MERGE_OPERATIONS: Readonly<Record<'streets' | 'districts', Operation>> = {
  streets: merging('streets', 'logradouro'),
  districts: merging('districts', 'bairro'),
}

function merging(places: 'streets' | 'districts', word: string): Operation {
  const stays = `${word.charAt(0).toUpperCase()}${word.slice(1)} que fica`
  return {
    action: `registry.${places}.merge`,
    title: `Unificar com outro ${word}`,
    help: 'Os imóveis e as faixas deste passam para o que fica. Este fica inativo, e se encontra pelo nome.',
    fields: [reference('into_id', stays, { record: `registry.${places}` })],
    reason: 'required',
    button: 'Ver o que vai acontecer',
    isPreviewed: true,
    effects: (output) => mergeEffects(output as MergedPlaces),
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
export const LINK_OPERATION: Operation = {
  action: 'registry.paying_bodies.link',
  title: 'Vincular imóvel',
  help: 'O órgão passa a pagar as faturas deste imóvel.',
  fields: [
    reference('premise_id', 'Imóvel', {
      record: 'registry.premises',
      help: 'Busque pela matrícula, pelo titular ou pelo endereço.',
    }),
    day('from_on', 'Desde'),
  ],
  reason: 'none',
  button: 'Vincular',
  today: ['from_on'],
}
