import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_CONFIGURATION_POPULATION: {
    status: 404,
    message: 'There is no population "{name}" (known: {known})',
    pt: 'Não existe “{name}” entre os resultados que se podem recalcular. Existem: {known}.',
  },
  E_CONFIGURATION_POPULATION_CONCERNS: {
    status: 422,
    message: 'Version {id} changes nothing of {title}',
    pt: 'A versão {number} não muda nada em “{title}”. Escolha outro conjunto de resultados.',
  },
  E_CONFIGURATION_POPULATION_TERRITORY: {
    status: 403,
    message: '{user} is limited to some localities and may not compute all of {title}',
    pt: 'Seu acesso se limita a algumas localidades, e “{title}” soma o município inteiro. Peça a alguém sem essa limitação.',
  },
  E_CONFIGURATION_SCOPE_MONTHS: {
    status: 422,
    message: '"{from}" to "{until}" are no months in order',
    pt: 'De “{from}” até “{until}” não é um intervalo de meses. Escreva os dois como AAAA-MM, o primeiro antes do segundo.',
  },
  E_CONFIGURATION_SCOPE_LONG: {
    status: 422,
    message: '{months} months are too many; {most} at most',
    pt: 'São {months} meses, e no máximo {most} se calculam de uma vez. Escolha um intervalo menor.',
  },
  E_CONFIGURATION_SCOPE_GROUP: {
    status: 422,
    message: 'There is no group {group}',
    pt: 'O grupo {group} não existe neste município.',
  },
  E_CONFIGURATION_SCOPE_EMPTY: {
    status: 422,
    message: 'There are no {title} in {months}',
    pt: 'Não há resultados de “{title}” em {months}. Escolha meses já calculados.',
  },
  E_CONFIGURATION_SIMULATION: {
    status: 404,
    message: 'There is no simulation {id}',
    pt: 'A simulação {id} não existe ou é de outro município.',
  },
  E_CONFIGURATION_SIMULATION_PURGED: {
    status: 410,
    message: 'The results of simulation {id} were deleted for their age',
    pt: 'Os resultados um a um da simulação {id} foram apagados por idade. Totais e maiores mudanças continuam na página; para os outros, simule de novo.',
  },
  E_CONFIGURATION_SIMULATION_RESULT: {
    status: 404,
    message: 'Result {key} is not in simulation {id}',
    pt: 'O resultado {key} não está na simulação {id}.',
  },
  E_CONFIGURATION_SIMULATION_EMPTY: {
    status: 422,
    message: 'No result of {title} can be computed again in these months',
    pt: 'Nenhum resultado de “{title}” desses meses pode ser recalculado: vieram do sistema anterior ou do grupo não escolhido.',
  },
  E_CONFIGURATION_SIMULATION_MISSING: {
    status: 409,
    message: 'Version {id} has not been simulated on {title}',
    pt: 'A versão {number} ainda não foi simulada sobre “{title}”, e este item só segue com simulação. Abra “Simular”, escolha os meses e envie quando ela terminar.',
  },
  E_CONFIGURATION_SIMULATION_STALE: {
    status: 409,
    message: 'The simulation of version {id} on {title} is of an earlier content',
    pt: 'A versão {number} mudou depois da simulação sobre “{title}” ({months}): o que foi simulado não é o que seria aprovado. Simule de novo antes de enviar.',
  },
  E_CONFIGURATION_SIMULATION_SHORT: {
    status: 409,
    message: 'Version {id} has been simulated on {covered} months of {title}; {needed} are needed',
    pt: 'A versão {number} foi simulada sobre {covered} de “{title}” ({months}), e este prestador exige {needed} (parâmetro “Meses passados que a simulação exigida precisa cobrir”). Simule um intervalo maior.',
  },
  E_CONFIGURATION_REPLAY: {
    status: 404,
    message: 'There is no re-performance {id}',
    pt: 'O recálculo {id} não existe ou é de outro município.',
  },
})
