import { kafkaForTests } from '@zhuji/testing'
import { theWalkOfTheReadme } from '../journeys/readme-walk.features.js'

const kafka = await kafkaForTests()
const describeWithKafka = kafka ? describe : describe.skip

describeWithKafka('the walk of the README, after npm run stack', () => {
  theWalkOfTheReadme({ program: 'stack', environment: kafka ? { KAFKA_BROKERS: kafka.brokers.join(',') } : {} })
})
