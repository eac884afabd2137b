package dev.cleave.runtime.saga;

import dev.cleave.saga.SagaDefinition;

/**
 * A saga that is deployed here.
 *
 * @param module that runs it
 * @param beanType of the bean that defines it
 */
public record DeployedSaga(String module, Class<?> beanType, SagaDefinition<?> definition) {}
