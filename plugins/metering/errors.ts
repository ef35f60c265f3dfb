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
})
