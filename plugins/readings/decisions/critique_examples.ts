import type { Example } from '#core/rules/index'

const ORDINARY = {
  loaded_on: '2026-11-20',
  has_reading: true,
  reading: 520,
  previous: 500,
  digits: 4,
  is_beyond_dial: false,
  is_rollover: false,
  is_other_meter: false,
  is_second_visit: false,
  consumption: '20',
  average: '20',
  expected_min: '10',
  expected_max: '40',
  days: 30,
  anomaly_code: null,
  consecutive_estimates: 0,
  situation: 'active',
  category: 'RES',
}

const example = (
  title: string,
  facts: Partial<Record<keyof typeof ORDINARY, unknown>>,
  outcome: Readonly<Record<string, unknown>>
): Example => ({ title, facts: { ...ORDINARY, ...facts }, outcome })

const held = (code: string, message: string) => ({ state: 'held', code, message })
const accepted = (code: string, message = '') => ({ state: 'accepted', code, message })

/** Média de 20 m³, faixa esperada de 10 a 40 m³, salvo quando dito. */
export const critiqueExamples: readonly Example[] = [
  example('Dentro da faixa', {}, accepted('ok')),
  example('No limite de cima da faixa', { reading: 540, consumption: '40' }, accepted('ok')),
  example(
    'Um m³ acima da faixa',
    { reading: 541, consumption: '41' },
    held('above_range', 'Consumo acima da faixa esperada pela média.')
  ),
  example(
    'Abaixo da faixa',
    { reading: 509, consumption: '9' },
    held('below_range', 'Consumo abaixo da faixa esperada pela média.')
  ),
  example(
    'Sem consumo',
    { reading: 500, consumption: '0' },
    held('no_consumption', 'Sem consumo no período, com média de 10 m³ ou mais.')
  ),
  example(
    'Virada provável: de 9990 para 12 são 22 m³',
    { reading: 12, previous: 9990, consumption: '22', is_rollover: true },
    accepted('rollover', 'O hidrômetro virou: o consumo passa pelo zero.')
  ),
  example(
    'Leitura menor que a anterior',
    { reading: 480, consumption: '9980', is_rollover: true },
    held('below_previous', 'A leitura é menor que a anterior e o consumo da virada não é provável.')
  ),
  example(
    'Cinco algarismos em hidrômetro de quatro',
    { reading: 10520, consumption: null, is_beyond_dial: true },
    held('beyond_dial', 'A leitura tem mais algarismos que o hidrômetro.')
  ),
  example(
    'Outro hidrômetro no local',
    { is_other_meter: true },
    held('other_meter', 'O hidrômetro lido no local não é o que estava na carga.')
  ),
  example(
    'Consumo em ligação cortada',
    { situation: 'cut_standpipe' },
    held(
      'cut_with_consumption',
      'Há consumo em uma ligação que não está ativa: verificar violação.'
    )
  ),
  example(
    'Sem consumo em ligação cortada, como deve ser',
    { reading: 500, consumption: '0', situation: 'cut_standpipe' },
    accepted('ok')
  ),
  example(
    'Primeiro consumo muito alto',
    {
      reading: 640,
      consumption: '140',
      average: null,
      expected_min: null,
      expected_max: null,
    },
    held('first_high', 'Consumo acima de 100 m³ em imóvel ainda sem média.')
  ),
  example(
    'Imóvel fechado: o tratamento da anormalidade decide',
    { has_reading: false, reading: null, consumption: null, anomaly_code: '01' },
    accepted('no_reading')
  ),
]
