import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_READINGS_LOAD_UNKNOWN: {
    status: 404,
    message: 'There is no reading load {id} in this municipality',
    pt: 'A carga de leitura {id} não existe neste município. Abra a lista de cargas e escolha de novo.',
  },
  E_READINGS_GROUP_EMPTY: {
    status: 422,
    message: 'Billing group {id} has no premises in this municipality',
    pt: 'O grupo de faturamento não tem imóveis. Associe imóveis ao grupo antes de gerar a carga.',
  },
  E_READINGS_EARLIER_LOAD: {
    status: 409,
    message: 'The load of {reference} with premises of this group is still {state}',
    pt: 'A carga de {month} ainda está “{stateTitle}”. Importe o retorno e processe a crítica dela antes de gerar a seguinte, para que nenhum consumo conte duas vezes.',
  },
  E_READINGS_LATER_LOAD: {
    status: 409,
    message: 'Load {id} has premises of the later load of {reference}',
    pt: 'Esta carga não pode mais ir a campo: a de {month}, com os mesmos imóveis, já foi gerada.',
  },
  E_READINGS_SUPERSEDED: {
    status: 409,
    message: 'Reading {id} was taken over by load {load}',
    pt: 'Esta leitura não pode mais ser decidida: a carga de {month} já foi gerada e o consumo deste imóvel conta nela desde a última fatura.',
  },
  E_READINGS_STATE: {
    status: 409,
    message: 'Load {id} is {state}: {wanted} needs it to be {needed}',
    pt: 'Não é possível {what} agora: a carga está “{stateTitle}” e precisa estar “{neededTitle}”. {todo}',
  },
  E_READINGS_INCOMPLETE: {
    status: 409,
    message: 'Load {id} is still being generated',
    pt: 'A carga ainda está sendo gerada, ou parou no meio. Aguarde o fim da execução, ou gere-a de novo.',
  },
  E_READINGS_FILE_MISSING: {
    status: 422,
    message: 'No return file was sent, or it is larger than allowed',
    pt: 'Escolha o arquivo de retorno do coletor, de até 50 MB.',
  },
  E_READINGS_READING_UNKNOWN: {
    status: 404,
    message: 'There is no reading {id} in this municipality',
    pt: 'A leitura {id} não existe neste município. Abra a crítica e escolha de novo.',
  },
  E_READINGS_NOT_HELD: {
    status: 409,
    message: 'Reading {id} is {state}, not held',
    pt: 'Esta leitura não está retida: já foi aceita ou decidida por outra pessoa. Atualize a página.',
  },
  E_READINGS_NO_READING: {
    status: 422,
    message: 'Reading {id} has no value that could be accepted as is',
    pt: 'Não há leitura a aceitar: o leiturista não informou número. Informe a leitura corrigida ou use a média.',
  },
  E_READINGS_NO_METER: {
    status: 422,
    message: 'Premise of reading {id} has no meter in its load',
    pt: 'Este imóvel não tem hidrômetro na carga: não há leitura a corrigir.',
  },
  E_READINGS_BEYOND_DIAL: {
    status: 422,
    message: 'Reading {reading} does not fit a dial of {digits} digits',
    pt: 'A leitura {reading} não cabe nos {digits} algarismos do hidrômetro. Confira o número.',
  },
  E_READINGS_CONFIRM_VALUE: {
    status: 422,
    message: 'A corrected reading needs its value',
    pt: 'Informe a leitura corrigida, em m³ inteiros, como está no hidrômetro.',
  },
  E_READINGS_NOT_REPLAYABLE: {
    status: 409,
    message: 'Reading of item {id} was not computed here',
    pt: 'Esta leitura não pode ser recalculada: veio do sistema anterior ou ainda não foi processada.',
  },
})
