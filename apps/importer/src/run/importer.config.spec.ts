import { readImporterConfig } from './importer.config.js'

const line = ['--mapping', 'register.json', 'obras_2017-04-06.csv.gz']
const environment = { ZHUJI_TOKEN: 'a-token' }

it('the importer speaks to the system of this machine at its port, unless told another address', () => {
  expect(readImporterConfig(line, environment).url).toBe('http://127.0.0.1:3000')
  expect(readImporterConfig(line, { ...environment, PORT: '4320' }).url).toBe('http://127.0.0.1:4320')
  const elsewhere = readImporterConfig([...line, '--url', 'https://zhuji.example/'], { ...environment, PORT: '4320' })
  expect(elsewhere.url).toBe('https://zhuji.example')
})
