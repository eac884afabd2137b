package dev.cleave.shop.__module__.application;

import dev.cleave.Page;
import dev.cleave.shop.__module__.New__Entity__;
import dev.cleave.shop.__module__.__Contract__;
import dev.cleave.shop.__module__.__Entity__;
import dev.cleave.shop.__module__.__Entity__Id;
import dev.cleave.shop.__module__.__Entity__NotFound;
import dev.cleave.shop.__module__.domain.__Entity__Repository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Serves the contract. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class __Contract__Service implements __Contract__ {
  private __Entity__Repository repository;

  /** For the container's client proxy. */
  __Contract__Service() {}

  @Inject
  public __Contract__Service(__Entity__Repository repository) {
    this.repository = repository;
  }

  @Override
  public Page<__Entity__> page(int page, int size) {
    return Page.of(repository.page(Page.offset(page, size), size + 1), page, size);
  }

  @Override
  public __Entity__ find(__Entity__Id id) throws __Entity__NotFound {
    return repository.find(id).orElseThrow(() -> new __Entity__NotFound(id));
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public __Entity__ add(New__Entity__ added) {
    return repository.add(added);
  }
}
