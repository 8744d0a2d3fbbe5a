import { theWalkOfTheReadme } from './readme-walk.features.js'

describe('the walk of the README, after npm start', () => {
  theWalkOfTheReadme({ program: 'standalone', environment: {} })
})
