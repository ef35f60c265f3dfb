import { defineErrors } from '#core/kernel/index'

export const errors = defineErrors({
  E_MACRO_METERING_POINT_UNKNOWN: {
    status: 422,
    message: 'There is no macro metering point {point}',
    pt: 'O ponto de macromedição {point} não existe. Confira o código em Pontos de macromedição.',
  },
  E_MACRO_METERING_PARTNER: {
    status: 422,
    message: 'Point {code} imports or exports and names nobody',
    pt: 'Um ponto de importação ou exportação diz o outro prestador: preencha “Outro prestador”.',
  },
  E_MACRO_METERING_POINT_METERED: {
    status: 409,
    message: 'Meter {number} stands at the point already',
    pt: 'O macromedidor {number} já está neste ponto no período. Registre antes a retirada dele.',
  },
  E_MACRO_METERING_METER_DATES: {
    status: 422,
    message: 'Removal without installation, or before it',
    pt: 'A retirada vem depois da instalação: confira as duas datas.',
  },
  E_MACRO_METERING_ORDERED: {
    status: 409,
    message: 'Meter {number} has a calibration ordered already',
    pt: 'A calibração do macromedidor {number} já está pedida.',
  },
  E_MACRO_METERING_METER_UNKNOWN: {
    status: 422,
    message: 'There is no macro meter {id}',
    pt: 'Este macromedidor não existe.',
  },
  E_MACRO_METERING_VOLUME: {
    status: 422,
    message: 'Volume refused: {problem}',
    pt: 'O volume não foi guardado: {problem}.',
  },
  E_MACRO_METERING_FILE: {
    status: 422,
    message: 'The file has no readable volumes: {problem}',
    pt: 'O arquivo não foi lido: {problem}. A primeira linha diz as colunas: ponto;mes;m3;origem, e ainda tratado;documento quando há.',
  },
})
