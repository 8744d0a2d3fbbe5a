import '@asyncapi/react-component/styles/default.min.css'
import './page.css'
import EventDocument from '@asyncapi/react-component/lib/esm/without-parser'
import { createRoot } from 'react-dom/client'

const read = async <Content,>(path: string): Promise<Content> => (await fetch(path)).json() as Promise<Content>
const [schema, types] = await Promise.all([
  read<object>('/events/parsed.json'),
  read<readonly string[]>('/events/schemas/index.json'),
])

const links = types.map((type) => (
  <li key={type}>
    <a href={`/events/schemas/${type}.json`}>{type}</a>
  </li>
))
createRoot(document.getElementById('schemas')!).render(links)
createRoot(document.getElementById('viewer')!).render(
  <EventDocument schema={schema} config={{ show: { errors: false } }} />,
)
