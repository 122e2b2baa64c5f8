package dev.throng.pipeline.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The published schemas: of Kubernetes in the jars of fabric8's models, of {@code FlinkDeployment}
 * in that of Flink's operator, of compose files in the resources. Kubernetes' own let unknown keys
 * pass; here they are faults.
 */
final class Schemas {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> KUBERNETES =
      Map.of(
          "Namespace", "kubernetes_core_Namespace",
          "ServiceAccount", "kubernetes_core_ServiceAccount",
          "ConfigMap", "kubernetes_core_ConfigMap",
          "PersistentVolumeClaim", "kubernetes_core_PersistentVolumeClaim",
          "Role", "kubernetes_rbac_v1_Role",
          "RoleBinding", "kubernetes_rbac_v1_RoleBinding",
          "NetworkPolicy", "kubernetes_networking_v1_NetworkPolicy",
          "Job", "kubernetes_batch_v1_Job",
          "CronJob", "kubernetes_batch_v1_CronJob");

  /** What the schemas say to whoever makes classes of them. */
  private static final List<String> FOR_JAVA =
      List.of(
          "existingJavaType",
          "javaType",
          "javaInterfaces",
          "javaOmitEmpty",
          "serializer",
          "deserializer",
          "deprecated",
          "service");

  private final Map<String, Schema> known = new HashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

  /** What is wrong with a manifest; nothing where all is well. */
  List<String> faults(Manifest manifest) throws IOException {
    Schema schema = schema(manifest.kind());
    return schema.validate(manifest.content()).stream()
        .map(error -> manifest + ": " + error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }

  private Schema schema(String kind) throws IOException {
    Schema schema = known.get(kind);
    if (schema == null) {
      schema =
          registry.getSchema(
              switch (kind) {
                case "" -> compose();
                case "FlinkDeployment" -> closed(deployment());
                default -> closed(kubernetes(kind));
              });
      known.put(kind, schema);
    }
    return schema;
  }

  private static JsonNode compose() throws IOException {
    try (InputStream in = Schemas.class.getResourceAsStream("compose-spec.json")) {
      ObjectNode schema = (ObjectNode) JSON.readTree(in);
      // It names its dialect in a way that nobody else does, and its parts as an older one did;
      // its durations are Go's.
      schema.remove("$schema");
      for (JsonNode each : schema.findParents("format")) {
        if (each.path("format").asText().equals("duration")) {
          ((ObjectNode) each).remove("format");
        }
      }
      for (JsonNode each : schema.findParents("id")) {
        if (each.path("id").isTextual()) {
          ((ObjectNode) each).remove("id");
        }
      }
      return schema;
    }
  }

  private static JsonNode deployment() throws IOException {
    String file = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    try (InputStream in = Schemas.class.getClassLoader().getResourceAsStream(file)) {
      JsonNode definition =
          JSON.valueToTree(
              new Load(LoadSettings.builder().setCodePointLimit(10_000_000).build())
                  .loadFromInputStream(in));
      ObjectNode schema =
          (ObjectNode) definition.at("/spec/versions/0/schema/openAPIV3Schema").deepCopy();
      // What every resource has.
      ObjectNode properties = (ObjectNode) schema.get("properties");
      properties.putObject("apiVersion").put("const", "flink.apache.org/v1beta1");
      properties.putObject("kind").put("const", "FlinkDeployment");
      properties.putObject("metadata").put("type", "object").putArray("required").add("name");
      return schema;
    }
  }

  private static JsonNode kubernetes(String kind) throws IOException {
    String definition = KUBERNETES.get(kind);
    if (definition == null) {
      throw new IOException("no schema is known for the kind " + kind);
    }
    for (URL url :
        Collections.list(
            Schemas.class.getClassLoader().getResources("schema/validation-schema.json"))) {
      try (InputStream in = url.openStream()) {
        JsonNode definitions = JSON.readTree(in).get("definitions");
        if (definitions.has(definition)) {
          ObjectNode schema = definitions.get(definition).deepCopy();
          schema.set("definitions", definitions);
          return schema;
        }
      }
    }
    throw new IOException("no jar defines " + definition);
  }

  /** The schema in the words of JSON Schema, and with nothing allowed that it does not name. */
  private static JsonNode closed(JsonNode schema) {
    if (schema instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        list.set(i, closed(list.get(i)));
      }
    }
    if (schema instanceof ObjectNode object) {
      if (object.path("properties").isObject() && isScalar(object)) {
        ObjectNode scalar = JSON.createObjectNode();
        scalar.putArray("type").add("string").add("number");
        return scalar;
      }
      for (Map.Entry<String, JsonNode> each : object.properties()) {
        each.setValue(closed(each.getValue()));
      }
      if (object.path("required").isBoolean()) {
        object.remove("required");
      }
      FOR_JAVA.stream().filter(each -> !object.path(each).isObject()).forEach(object::remove);
      boolean open = object.path("x-kubernetes-preserve-unknown-fields").asBoolean();
      JsonNode more = object.get("additionalProperties");
      if (object.path("properties").isObject()
          && !open
          && (more == null || (more.isBoolean() && more.asBoolean()))) {
        object.put("additionalProperties", false);
      }
    }
    return schema;
  }

  /** Quantities and ports stand as numbers or texts, though Go has structures for them. */
  private static boolean isScalar(ObjectNode object) {
    JsonNode properties = object.get("properties");
    return properties.has("IntVal") || (properties.has("Format") && properties.size() == 1);
  }
}
