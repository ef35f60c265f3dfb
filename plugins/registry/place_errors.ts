/** Refusals about streets, neighbourhoods, addresses and branches: part of the one table of `errors.ts`. */
export const placeErrors = {
  E_REGISTRY_PERIMETER: {
    status: 422,
    message: 'The geometry of perimeter {name} is no GeoJSON polygon',
    pt: 'O arquivo do perímetro {name} não é um polígono GeoJSON (Polygon ou MultiPolygon, em longitude e latitude). Exporte-o de novo do sistema de mapas.',
  },
  E_REGISTRY_PERIMETER_NONE: {
    status: 409,
    message: 'No urban perimeter is in use',
    pt: 'Nenhum perímetro urbano está em uso: guarde um antes de marcar as unidades.',
  },
  E_REGISTRY_LOCALITY_POLICY: {
    status: 409,
    message: 'Locality {code} has policies of its own, found by its code',
    pt: 'A localidade {code} tem políticas próprias na configuração, achadas pelo código: o código não muda. O nome pode mudar.',
  },
  E_REGISTRY_SOCIAL: {
    status: 422,
    message: 'Premise {number} does not fit the social tariff: {criteria}',
    pt: 'A unidade {number} não entra na tarifa social: {criteria}.',
  },
  E_REGISTRY_SOCIAL_NONE: {
    status: 409,
    message: 'Premise {number} has no social tariff on {on}',
    pt: 'A unidade {number} não tem tarifa social em {on}: não há o que encerrar.',
  },
  E_REGISTRY_SOCIAL_LOSING: {
    status: 409,
    message: 'Premise {number} is already losing the social tariff, kept until {until}',
    pt: 'A tarifa social da unidade {number} já está em perda e fica mantida até {until}. Só uma irregularidade (art. 3º) ou o pedido do cliente a encerra antes.',
  },
  E_REGISTRY_SOCIAL_MONTH: {
    status: 422,
    message: 'The file of {month} cannot be imported: {why}',
    pt: 'O arquivo de {month} não pode ser importado: {why}. Confira o mês escolhido.',
  },
  E_REGISTRY_SOCIAL_COLUMNS: {
    status: 422,
    message: 'The file of families lacks the columns {columns}',
    pt: 'O arquivo não tem as colunas {columns}. Confira o cabeçalho com a lista de colunas da tela.',
  },
  E_REGISTRY_SOCIAL_FILE: {
    status: 422,
    message: 'File {name} is no CSV: {problem}',
    pt: 'O arquivo {name} não pôde ser lido como CSV. Confira separador, aspas e codificação.',
  },
  E_REGISTRY_SOCIAL_MISSING: {
    status: 422,
    message: 'No file of families was sent, or it is too large',
    pt: 'Escolha o arquivo CSV do CadÚnico ou do BPC, de até 20 MB.',
  },
  E_REGISTRY_SOCIAL_FAMILY_UNKNOWN: {
    status: 404,
    message: 'There is no family {id} in doubt',
    pt: 'Esta família não está mais entre as dúvidas: alguém já decidiu, ou outro arquivo tomou o lugar. Volte à lista.',
  },
  E_REGISTRY_SOCIAL_FILE_UNKNOWN: {
    status: 404,
    message: 'There is no file of families {id} in this municipality',
    pt: 'Este arquivo de CadÚnico ou BPC não existe neste município. Volte à lista de arquivos.',
  },
  E_REGISTRY_SOCIAL_TAKEN: {
    status: 409,
    message: 'Premise {number} has the social tariff of another family',
    pt: 'A unidade {number} já tem o benefício de outra família: uma família por imóvel. Encerre o benefício de lá antes, se for o caso.',
  },
  E_REGISTRY_STREET_UNKNOWN: {
    status: 422,
    message: 'There is no street {id} in this municipality',
    pt: 'O logradouro escolhido não existe neste município. Busque-o pelo nome, ou cadastre-o antes.',
  },
  E_REGISTRY_PLACE_UNKNOWN: {
    status: 404,
    message: 'There is no such street or district: {id}',
    pt: 'O cadastro {id} não existe neste município. Busque-o pelo nome.',
  },
  E_REGISTRY_PLACE_SAME: {
    status: 422,
    message: 'Record {id} cannot become one with itself',
    pt: 'Escolha outro cadastro: um não se unifica consigo mesmo.',
  },
  E_REGISTRY_PLACE_MERGED: {
    status: 409,
    message: 'Record {id} was merged into {into}',
    pt: '{name} já foi unificado com outro cadastro. Abra o que ficou e continue nele.',
  },
  E_REGISTRY_LOT_UNKNOWN: {
    status: 422,
    message: 'There is no lot {id} in this municipality',
    pt: 'O lote escolhido não existe neste município. Escolha um da lista.',
  },
  E_REGISTRY_ADDRESS_RANGE: {
    status: 422,
    message: 'The address is outside every range of its street: {warning}',
    pt: '{warning} Neste município o endereço precisa cair em uma faixa do logradouro: corrija o número ou cadastre a faixa.',
  },
  E_REGISTRY_ADDRESS_INCOMPLETE: {
    status: 422,
    message: 'No range gives the district of this address',
    pt: 'Nenhuma faixa do logradouro dá o bairro deste número: escreva o bairro.',
  },
  E_REGISTRY_ADDRESS_MISSING: {
    status: 422,
    message: 'Premise {id} has no address of kind {kind}',
    pt: 'Este imóvel ainda não tem {title}: cadastre-o antes de escolhê-lo para a entrega.',
  },
  E_REGISTRY_ADDRESS_EXCHANGE: {
    status: 409,
    message: 'The {kind} address of premise {id} cannot become its physical one: {what}',
    pt: 'Este endereço não pode ser o principal do imóvel: {what}. Corrija-o antes em “Cadastrar outro endereço”.',
  },
  E_REGISTRY_ADDRESS_PHYSICAL: {
    status: 409,
    message: 'The physical address of a premise is not removed',
    pt: 'O endereço físico do imóvel não se remove: ele só pode ser corrigido, em Editar.',
  },
  E_REGISTRY_BRANCH_CONNECTED: {
    status: 409,
    message: 'Premise {number} has a water connection: no branch waits for one',
    pt: 'O imóvel {number} já tem ligação de água: um ramal de espera não cabe. Altere o ramal na própria ligação.',
  },
  E_REGISTRY_BRANCH_WAITING: {
    status: 409,
    message: 'Premise {number} already has a waiting branch',
    pt: 'O imóvel {number} já tem um ramal de espera. Retire-o antes de registrar outro.',
  },
  E_REGISTRY_BRANCH_NONE: {
    status: 409,
    message: 'Premise {number} has no waiting branch on {on}',
    pt: 'O imóvel {number} não tem ramal de espera nessa data.',
  },
} as const
