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

/** How often an open map asks anew; its greatest value keeps a position within half a minute (TR-3.2.4.18). */
export const mapInterval: Parameter = {
  key: 'readings.map_interval',
  title: 'Atualização do mapa dos leituristas',
  help: 'De quantos em quantos segundos um mapa aberto mostra o que chegou dos coletores, sem ser recarregado.',
  unit: 'seconds',
  schema: { title: 'Segundos entre atualizações', type: 'integer', minimum: 1, maximum: 20 },
  default: 5,
  because:
    'Padrão do produto: uma posição aparece em poucos segundos. O limite de 20 segundos garante menos de 30 da chegada à tela.',
}
