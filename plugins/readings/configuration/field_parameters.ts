import type { Parameter } from '#core/configuration/index'

/** Silence after which a device counts as off-line. */
export const deviceSilence: Parameter = {
  key: 'readings.device_silence',
  title: 'Coletor on-line',
  help: 'Por quantos minutos sem contato um coletor ainda é mostrado como on-line no mapa dos leituristas.',
  unit: 'minutes',
  schema: { title: 'Minutos sem contato', type: 'integer', minimum: 1, maximum: 1440 },
  default: 10,
  because: 'Padrão do produto: os coletores fazem contato a cada poucos minutos enquanto há rede.',
}
