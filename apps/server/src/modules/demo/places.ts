/** What is known of a country for making up a person there. */
type Country = {
  readonly cities: readonly string[]
  /** Numbers that the country's regulator keeps free for films and books; absent where it keeps none. */
  readonly phone?: (lot: (below: number) => number) => string
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0')

const countries: Readonly<Record<string, Country>> = {
  'United Kingdom': {
    cities: [
      'London',
      'Bristol',
      'Leeds',
      'Manchester',
      'Edinburgh',
      'Cardiff',
      'Norwich',
      'York',
      'Exeter',
      'Glasgow',
      'Oxford',
      'Newcastle',
    ],
    phone: (lot) => `+44 7700 900${padded(lot(1000), 3)}`,
  },
  EIRE: { cities: ['Dublin', 'Cork', 'Galway'], phone: (lot) => `+353 20 91${padded(lot(100_000), 5)}` },
  Germany: { cities: ['Hamburg', 'München', 'Köln', 'Leipzig'], phone: (lot) => `+49 171 39200${padded(lot(100), 2)}` },
  France: {
    cities: ['Lyon', 'Nantes', 'Lille', 'Paris'],
    phone: (lot) => `+33 6 39 98 ${padded(lot(100), 2)} ${padded(lot(100), 2)}`,
  },
  Australia: { cities: ['Perth', 'Hobart', 'Sydney'], phone: (lot) => `+61 491 570 ${padded(lot(1) + 156, 3)}` },
  Sweden: { cities: ['Göteborg', 'Uppsala'], phone: (lot) => `+46 70 17406${padded(lot(95) + 5, 2)}` },
  USA: { cities: ['Portland', 'Savannah'], phone: (lot) => `+1 503 555 01${padded(lot(100), 2)}` },
  Canada: { cities: ['Halifax', 'Toronto'], phone: (lot) => `+1 416 555 01${padded(lot(100), 2)}` },
  Spain: { cities: ['Valencia', 'Sevilla'] },
  Switzerland: { cities: ['Bern', 'Basel'] },
  Portugal: { cities: ['Porto', 'Lisboa'] },
  Italy: { cities: ['Torino', 'Bologna'] },
  Belgium: { cities: ['Gent', 'Antwerpen'] },
  Norway: { cities: ['Bergen', 'Oslo'] },
  Finland: { cities: ['Turku', 'Helsinki'] },
  Netherlands: { cities: ['Utrecht', 'Rotterdam'] },
  Japan: { cities: ['Kyoto', 'Osaka'] },
  Austria: { cities: ['Graz', 'Wien'] },
  Denmark: { cities: ['Aarhus', 'Odense'] },
  Poland: { cities: ['Kraków', 'Gdańsk'] },
  中国: { cities: ['杭州', '苏州', '成都', '厦门'] },
}

const nowhere: Country = { cities: [] }

/** The country by the name that the purchase data uses; an empty one for names that are no country. */
export const countryOf = (name: string): Country => countries[name] ?? nowhere

export const streets = [
  'Harbour Street',
  'Mill Lane',
  'Orchard Road',
  'Station Road',
  'Church Walk',
  'Willow Close',
  'Quay Street',
  'Meadow View',
  'Chapel Row',
  'Bridge Street',
  'Hill Rise',
  'Market Place',
] as const
