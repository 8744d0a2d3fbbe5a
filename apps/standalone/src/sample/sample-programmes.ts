import type { CalendarDate } from '@zhuji/kernel'
import type { SampleFacility } from './sample-facilities.js'

interface SampleProgramme {
  readonly code: string
  readonly content: object
}

/**
 * Two lists of the year that overlap: the city's, by kind and division with a stretch target, and one of named schools
 * whose last amount is not published, and which wants a report by the end of every month.
 */
export function sampleProgrammes(
  facilities: readonly SampleFacility[],
  idOf: (facility: SampleFacility) => string,
  today: CalendarDate,
): readonly SampleProgramme[] {
  const year = today.slice(0, 4)
  const cutOffOn = `${year}-12-31`
  const period = { from: `${year}-01-01`, to: cutOffOn }
  const issuer = { id: 'city-government', name: '合肥市人民政府' }
  const schools = facilities.filter(({ capacity }) => capacity.kind === 'school-places')
  const everywhere = { facilityKinds: [], regions: ['3401'], projects: [] }
  const ofPlaces = { measure: 'capacity', verb: 'in-use', unit: 'school-places', cutOffOn }
  const named = schools.slice(0, 9).map((school, place) => ({
    projectId: idOf(school),
    amount: place === 8 ? null : school.capacity.amount,
  }))
  return [
    {
      code: 'city',
      content: {
        name: `${year}年公共设施建设任务清单`,
        issuer,
        period,
        lines: [
          { ...ofPlaces, lineId: 'places', scope: everywhere, base: 12_000, stretch: 15_000 },
          { lineId: 'starts', measure: 'rate', verb: 'start', unit: 'percent', scope: everywhere, base: 90, cutOffOn },
          {
            lineId: 'investment',
            measure: 'investment',
            verb: 'works-complete',
            unit: 'fen',
            scope: everywhere,
            base: 200_000_000_000,
            stretch: 250_000_000_000,
            cutOffOn,
          },
        ],
      },
    },
    {
      code: 'schools',
      content: {
        name: `${year}年教育补短板重点项目`,
        issuer,
        period,
        rhythm: { kind: 'monthly', byDay: 31, needsPhotos: false },
        lines: [
          {
            ...ofPlaces,
            lineId: 'named-places',
            scope: { facilityKinds: [], regions: ['3401'], projects: named },
            base: 6_000,
          },
        ],
      },
    },
  ]
}
