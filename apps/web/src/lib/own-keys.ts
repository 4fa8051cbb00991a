/** A key made of a name: `Contract no.` becomes `contract_no`. */
export const keyFrom = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '')
    .slice(0, 40)

export const isKey = (key: string): boolean => /^[a-z][a-z0-9_]{0,39}$/.test(key)
