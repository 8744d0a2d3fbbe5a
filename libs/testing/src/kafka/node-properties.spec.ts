import { type NodePlan, nodeProperties, propertiesText } from './node-properties.js'

const aNode = (nodeId: number): NodePlan => ({
  nodeId,
  brokerPort: 9000 + nodeId,
  controllerPort: 9100 + nodeId,
  logDirectory: `/data/node-${nodeId}`,
})

describe('the properties of a node', () => {
  it('keep everything on loopback and create no topic by itself', () => {
    const properties = nodeProperties(aNode(1), [aNode(1)])
    expect(properties.listeners).toBe('PLAINTEXT://127.0.0.1:9001,CONTROLLER://127.0.0.1:9101')
    expect(properties['auto.create.topics.enable']).toBe('false')
  })

  it.each([
    { nodes: 1, copies: '1', inSync: '1' },
    { nodes: 2, copies: '2', inSync: '1' },
    { nodes: 3, copies: '3', inSync: '2' },
    { nodes: 5, copies: '3', inSync: '2' },
  ])('copy internal topics $copies times over $nodes nodes', ({ nodes, copies, inSync }) => {
    const plans = Array.from({ length: nodes }, (_, index) => aNode(index + 1))
    const properties = nodeProperties(plans[0]!, plans)
    expect(properties['offsets.topic.replication.factor']).toBe(copies)
    expect(properties['min.insync.replicas']).toBe(inSync)
  })

  it('escape backslashes, as in Windows paths', () => {
    expect(propertiesText({ 'log.dirs': 'C:\\data\\node-1' })).toBe('log.dirs=C:\\\\data\\\\node-1\n')
  })
})
