import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_IRREGULARITIES_NOT_INSPECTION: {
    status: 422,
    message: 'Order {number} is no inspection',
    pt: 'A ordem {number} não é de fiscalização: peça uma fiscalização do imóvel e registre nela o que se achou.',
  },
  E_IRREGULARITIES_TYPE_UNKNOWN: {
    status: 422,
    message: 'Fraud type {code} is not offered',
    pt: 'Não há tipo de fraude ativo com o código “{code}”.',
  },
  E_IRREGULARITIES_PHOTOS: {
    status: 422,
    message: 'Order {number} has {photos} photographs of {needed}',
    pt: 'A ordem {number} tem {photos} fotografia(s) e são precisas {needed}: anexe-as na página da ordem antes de registrar a irregularidade.',
  },
  E_IRREGULARITIES_POLICE_REPORT: {
    status: 422,
    message: 'Order {number} has no police report number',
    pt: 'Informe o número do boletim de ocorrência: o prestador o exige.',
  },
  E_IRREGULARITIES_NO_HOLDER: {
    status: 422,
    message: 'Premise {premise} had no holder on {on}',
    pt: 'O imóvel não tinha titular em {on}: registre o titular antes, para que se saiba a quem notificar.',
  },
  E_IRREGULARITIES_UNKNOWN: {
    status: 404,
    message: 'Case {id} is unknown here',
    pt: 'O caso de irregularidade não existe.',
  },
  E_IRREGULARITIES_STATE: {
    status: 409,
    message: 'Case {number} is {state}',
    pt: 'O caso {number} está na situação “{state}”: este passo não cabe nela.',
  },
  E_IRREGULARITIES_DEFENCE_LATE: {
    status: 409,
    message: 'Case {number} admitted defence until {until}',
    pt: 'O prazo de defesa do caso {number} terminou em {until}.',
  },
  E_IRREGULARITIES_DEFENCE_DATE: {
    status: 422,
    message: 'Case {number}: defence on {on}, notice on {from}',
    pt: 'A defesa do caso {number} não pode ser de {on}: a notificação é de {from}, e hoje é {today}.',
  },
  E_IRREGULARITIES_TERM_RUNNING: {
    status: 409,
    message: 'Case {number} admits defence until {until}',
    pt: 'O caso {number} ainda está no prazo de defesa, até {until}. Decida-o quando a defesa chegar ou o prazo terminar.',
  },
  E_IRREGULARITIES_SAME_PERSON: {
    status: 403,
    message: 'Case {number} was registered by the same person',
    pt: 'Você registrou o caso {number}: quem decide tem de ser outra pessoa.',
  },
})
