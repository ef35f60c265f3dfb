import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_METERING_METER_UNKNOWN: {
    status: 422,
    message: 'There is no meter {number} in this municipality',
    pt: 'O hidrômetro {number} não existe neste município. Confira o número ou cadastre-o antes.',
  },
  E_METERING_METER_SITUATION: {
    status: 409,
    message: 'Meter {number} is {situation}, not in stock',
    pt: 'O hidrômetro {number} não está em estoque (situação: {label}). Escolha um hidrômetro em estoque.',
  },
  E_METERING_NOT_INSTALLED: {
    status: 409,
    message: 'Meter {number} is not installed',
    pt: 'O hidrômetro {number} não está instalado em nenhuma ligação.',
  },
  E_METERING_INSTALLED: {
    status: 409,
    message: 'Meter {number} is installed',
    pt: 'O hidrômetro {number} está instalado. Retire-o ou troque-o pela própria página.',
  },
  E_METERING_SAME_PLACE: {
    status: 409,
    message: 'Meter {number} is already {situation}',
    pt: 'O hidrômetro {number} já está nesta situação ({label}).',
  },
  E_METERING_CONNECTION_UNKNOWN: {
    status: 422,
    message: 'There is no water connection {id} in this municipality',
    pt: 'A ligação de água escolhida não existe neste município. Escolha a ligação na ficha do imóvel.',
  },
  E_METERING_CONNECTION_METERED: {
    status: 409,
    message: 'Connection {id} already has meter {number} installed',
    pt: 'Esta ligação já tem o hidrômetro {number} instalado. Retire-o antes de instalar outro.',
  },
  E_METERING_INITIAL_READING: {
    status: 422,
    message: 'Reading {reading} does not fit the {digits} digits of meter {number}',
    pt: 'A leitura {reading} não cabe nos {digits} algarismos do hidrômetro {number}. Confira o mostrador.',
  },
  E_METERING_INSTALLATION_DATE: {
    status: 422,
    message:
      'Installation on {date} comes before {limit}, when the connection or the meter became free',
    pt: 'A data da instalação ({date}) é anterior a {limit}, quando a ligação ou o hidrômetro ficou livre.',
  },
  E_METERING_REMOVAL_DATE: {
    status: 422,
    message: 'Removal on {date} comes before the installation on {limit}',
    pt: 'A data da retirada ({date}) é anterior à instalação ({limit}).',
  },
  E_METERING_FUTURE: {
    status: 422,
    message: '{date} has not come',
    pt: 'A data {date} ainda não chegou. Registre o que já foi feito.',
  },
  E_METERING_REASON_UNKNOWN: {
    status: 422,
    message: 'There is no active reason {reason}',
    pt: 'O motivo {reason} não existe ou está desativado. Escolha um da lista.',
  },
  E_METERING_MODEL_UNKNOWN: {
    status: 422,
    message: 'There is no active meter model {id}',
    pt: 'O modelo escolhido não existe ou está desativado. Escolha outro ou cadastre o modelo.',
  },
  E_METERING_NUMBER_TAKEN: {
    status: 409,
    message: '{count} numbers of the range are registered already: {numbers}',
    pt: 'Já cadastrado: {numbers}. Nenhum hidrômetro foi criado; corrija a faixa.',
  },
  E_METERING_RANGE: {
    status: 422,
    message: '{first} to {last} is not a range of at most {most} numbers',
    pt: 'De {first} a {last} não é uma faixa: os dois números têm o mesmo começo e o mesmo tamanho, só os algarismos do fim crescem, e cabem até {most} hidrômetros por lote.',
  },
  E_METERING_DATES: {
    status: 422,
    message: '{later} on {date} comes before {earlier} on {limit}',
    pt: 'A data de {later} ({date}) é anterior à de {earlier} ({limit}).',
  },
  E_METERING_FLOWS: {
    status: 422,
    message: 'Minimum flow {minimum} is above maximum flow {maximum}',
    pt: 'A vazão mínima ({minimum} m³/h) é maior que a máxima ({maximum} m³/h).',
  },
  E_METERING_SEAL_SAME: {
    status: 409,
    message: 'Meter {number} carries seal {seal} already',
    pt: 'O hidrômetro {number} já está com o lacre {seal}.',
  },
  E_METERING_ORDER_CLOSED: {
    status: 409,
    message: 'Order {number} is {state}',
    pt: 'A ordem {number} não está aberta.',
  },
  E_METERING_ORDER_KIND: {
    status: 409,
    message: 'Order {number} is an exchange: it is closed by the exchange of the meter',
    pt: 'A ordem {number} é de troca: ela se encerra sozinha quando o hidrômetro é trocado ou retirado.',
  },
  E_METERING_ORDER_OPEN: {
    status: 409,
    message: 'Meter {number} has exchange order {order} open',
    pt: 'O hidrômetro {number} já tem a ordem de troca {order} aberta.',
  },
  E_METERING_TEAM_FULL: {
    status: 409,
    message: 'Team {team} has no room on the days asked',
    pt: 'A equipe {team} não tem vaga nos dias pedidos, ou eles não são dias úteis. Escolha outro dia ou outra equipe.',
  },
  E_METERING_PAST_DAY: {
    status: 422,
    message: '{date} is over',
    pt: 'O dia {date} já passou: programe de hoje em diante.',
  },
  E_METERING_NOTHING_WAITS: {
    status: 422,
    message: 'No open order waits for a day',
    pt: 'Nenhuma ordem assim espera programação.',
  },
  E_METERING_NOTHING_FITS: {
    status: 422,
    message: 'No unmetered connection has the minimum pressure and no order',
    pt: 'Nenhuma ligação sem hidrômetro tem a pressão mínima e está sem ordem de instalação.',
  },
  E_METERING_NOTHING_HANGS: {
    status: 422,
    message: 'No installed meter is found by {text}',
    pt: 'Não há hidrômetro instalado com o número, nem na matrícula, “{text}”. Confira o que foi digitado.',
  },
})
